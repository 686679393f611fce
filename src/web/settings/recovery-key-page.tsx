import { useState } from 'preact/hooks';
import { accountsApi } from '../api/accounts-api.ts';
import { securityApi } from '../api/security-api.ts';
import { Busy } from '../ui/busy.tsx';
import { CardPage } from '../ui/card-page.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { useResult } from '../ui/use-result.ts';
import { makeRecoveryKey } from './make-recovery-key.ts';
import { RecoverySheet } from './recovery-sheet.tsx';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';
import { useProof } from './use-proof.tsx';

/** `/settings/recovery-key` */
export function RecoveryKeyPage() {
  return <SettingsFrame>{(session) => <RecoveryKey session={session} />}</SettingsFrame>;
}

function RecoveryKey({ session }: { session: Session }) {
  const state = useResult(() => securityApi.recoveryKeyExists(session.sessionToken));
  const [password, setPassword] = useState('');
  const [key, setKey] = useState<string>();
  const [isRemoved, setRemoved] = useState(false);
  const proof = useProof(session);
  const exists = state.value === true;

  async function make() {
    const api = { ...securityApi, ...accountsApi };
    setKey(await makeRecoveryKey(api, session, password, exists));
  }

  async function remove() {
    await securityApi.deleteRecoveryKey(session.sessionToken);
    setRemoved(true);
    state.reload();
  }

  if (key) return <RecoverySheet email={session.email} recoveryKey={key} />;
  return (
    <CardPage title={text.sections.recoveryKey.title} back={backToSettings}>
      <p class="lead">{text.keyLead}</p>
      {state.problem && <Notice kind="bad">{state.problem}</Notice>}
      {state.value === undefined && !state.problem && <Busy />}
      {isRemoved && <Notice kind="good">{text.keyRemoved}</Notice>}
      {state.value !== undefined && (
        <>
          <p>{exists ? text.keyExists : text.keyMissing}</p>
          <Form account={session.email} submit={exists ? text.keyNew : text.keySubmit} onSubmit={make}>
            <Field
              label={text.password}
              type="password"
              autocomplete="current-password"
              value={password}
              onValue={setPassword}
            />
          </Form>
        </>
      )}
      {exists && (
        <>
          <hr />
          <Form account={session.email} submit={text.keyRemove} onSubmit={() => proof.guard(remove)} danger>
            {proof.field}
          </Form>
        </>
      )}
    </CardPage>
  );
}
