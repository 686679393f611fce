import { useId, useState } from 'preact/hooks';
import type { PendingCode, UserFacts } from '../../api/admin-api.ts';
import { Notice } from '../../ui/notice.tsx';
import { momentInWords, numberInWords } from '../../ui/numbers.ts';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { SectionCard } from '../section-card.tsx';
import { Invitations } from './invitations.tsx';
import { text } from './text.ts';
import { User } from './user.tsx';

/** How many accounts are shown at first. */
const firstPage = 50;

interface Everybody {
  generalQuota: number | null;
  users: UserFacts[];
  pendingCodes: PendingCode[];
}

/** Accounts, the codes that people wait for, and invitations. */
export function Users({ admin }: { admin: Admin }) {
  const { value, problem, reload } = useResult(() => admin.look<Everybody>('/users'));
  const [message, setMessage] = useState<string>();

  function told(words: string) {
    setMessage(words);
    reload();
  }

  return (
    <>
      {value && value.pendingCodes.length > 0 && <Codes codes={value.pendingCodes} />}
      <SectionCard title={text.accountsTitle} lead={text.accountsLead} isWaiting={!value} problem={problem}>
        {message && <Notice kind="good">{message}</Notice>}
        {value && <List admin={admin} everybody={value} onDone={told} />}
      </SectionCard>
      <Invitations admin={admin} />
    </>
  );
}

function List({ admin, everybody, onDone }: { admin: Admin; everybody: Everybody; onDone(words: string): void }) {
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(firstPage);
  const id = useId();
  const wanted = search.trim().toLowerCase();
  const found = everybody.users.filter(({ email, uid }) => email.toLowerCase().includes(wanted) || uid === wanted);
  return (
    <>
      <div class="field">
        <label for={id}>{text.search}</label>
        <input id={id} type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        <span class="hint" role="status">
          {text.found(numberInWords(found.length), numberInWords(everybody.users.length))}
        </span>
      </div>
      <ul class="plain-list">
        {found.slice(0, shown).map((user) => (
          <User key={user.uid} admin={admin} user={user} generalQuota={everybody.generalQuota} onDone={onDone} />
        ))}
      </ul>
      {found.length > shown && (
        <button type="button" class="button quiet" onClick={() => setShown(shown + firstPage)}>
          {text.more}
        </button>
      )}
    </>
  );
}

function Codes({ codes }: { codes: PendingCode[] }) {
  return (
    <SectionCard title={text.codesTitle} lead={text.codesLead}>
      <ul class="plain-list">
        {codes.map(({ uid, email, code, expiresAt }) => (
          <li key={`${uid} ${code}`} class="row apart">
            <span>{email}</span>
            <code class="big">{code}</code>
            <span class="hint">{text.goodUntilMoment(momentInWords(expiresAt))}</span>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
