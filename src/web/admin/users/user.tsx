import { useState } from 'preact/hooks';
import type { UserFacts } from '../../api/admin-api.ts';
import { language } from '../../language/language.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { bytesInWords, momentInWords } from '../../ui/numbers.ts';
import { timeAgo } from '../../ui/time.ts';
import type { Admin } from '../admin.ts';
import { QuotaForm } from './quota-form.tsx';
import { text } from './text.ts';

/** One account, with what can be done to it. */
export function User(props: {
  admin: Admin;
  user: UserFacts;
  /** Bytes that everybody may store; null: as much as there is room for. */
  generalQuota: number | null;
  /** Called when something was done, with what to tell. */
  onDone(words: string): void;
}) {
  const { admin, user, generalQuota } = props;
  const quota = user.quota === undefined ? generalQuota : user.quota;
  const used =
    user.lastUsedAt === null ? text.neverUsed : text.lastUsed(timeAgo(user.lastUsedAt, Date.now(), language()));
  return (
    <li>
      <details>
        <summary>
          <span class="row apart">
            <span>
              {user.email} {user.isAdmin && <span class="badge">{text.administrator}</span>}{' '}
              {user.disabledAt !== null && <span class="badge problem">{text.locked}</span>}{' '}
              {user.uid === admin.uid && <span class="badge off">{text.you}</span>}
            </span>
            <span class="hint">
              {used} · {text.devices(user.devices)} ·{' '}
              {quota ? text.storedOf(bytesInWords(user.bytes), bytesInWords(quota)) : bytesInWords(user.bytes)}
            </span>
          </span>
        </summary>
        <p class="hint">
          {text.createdAt(momentInWords(user.createdAt))} · <code>{user.uid}</code>
        </p>
        <QuotaForm {...props} />
        {user.uid === admin.uid ? <p class="hint">{text.ownAccount}</p> : <Actions {...props} />}
      </details>
    </li>
  );
}

function Actions({ admin, user, onDone }: { admin: Admin; user: UserFacts; onDone(words: string): void }) {
  const { email, uid } = user;
  const [code, setCode] = useState<string>();
  const act = (what: string, done: string) => async () => {
    await admin.act(`/users/${uid}/${what}`);
    onDone(done);
  };
  const { actions } = text;
  const button = (name: keyof typeof actions, path: string, danger = false) => (
    <ConfirmButton
      key={name}
      label={actions[name].label}
      name={actions[name].name(email)}
      question={actions[name].question(email)}
      yes={actions[name].yes}
      danger={danger}
      onYes={act(path, actions[name].done(email))}
    />
  );

  async function makeCode() {
    setCode((await admin.act<{ code: string }>(`/users/${uid}/reset_code`)).code);
  }

  return (
    <>
      <div class="row">
        {user.disabledAt === null ? button('lock', 'lock') : button('unlock', 'unlock')}
        {button('signOut', 'sign_out')}
        {user.isAdmin ? button('demote', 'demote') : button('promote', 'promote')}
        <ConfirmButton
          label={text.resetCode.label}
          name={text.resetCode.name(email)}
          question={text.resetCode.question(email)}
          yes={text.resetCode.yes}
          onYes={makeCode}
        />
        {button('delete', 'delete', true)}
      </div>
      {code && (
        <p role="status">
          {text.resetCode.done(email)} <code class="big">{code}</code>
        </p>
      )}
    </>
  );
}
