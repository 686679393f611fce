import { useState } from 'preact/hooks';
import { withPassword } from '../../client/with-password.ts';
import { securityApi } from '../api/security-api.ts';
import { forgetSession } from '../session-store.ts';
import { CardPage } from '../ui/card-page.tsx';
import { Check } from '../ui/check.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';

/** `/settings/delete` */
export function DeletePage() {
  return <SettingsFrame>{(session) => <DeleteAccount session={session} />}</SettingsFrame>;
}

function DeleteAccount({ session }: { session: Session }) {
  const [password, setPassword] = useState('');
  const [isAgreed, agree] = useState(false);
  const [error, setError] = useState<string>();
  const [isDone, setDone] = useState(false);

  async function submit() {
    setError(isAgreed ? undefined : text.destroyConsentMissing);
    if (!isAgreed) return;
    await withPassword(session.email, password, (proof) => securityApi.destroyAccount(session.sessionToken, proof));
    forgetSession();
    setDone(true);
    // Last, since Firefox closes its ear to this page with it (accounts.md §2.4).
    session.firefox?.accountDeleted(session.uid);
  }

  if (isDone) {
    return (
      <CardPage title={text.destroyedTitle}>
        <p>{text.destroyed}</p>
      </CardPage>
    );
  }
  return (
    <CardPage title={text.sections.destroy.title} back={backToSettings}>
      <p>{text.destroyLead(session.email)}</p>
      <p>{text.destroyKeeps}</p>
      <Form account={session.email} submit={text.destroySubmit} onSubmit={submit} danger>
        <Field
          label={text.password}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
        />
        <Check label={text.destroyConsent} checked={isAgreed} onCheck={agree} error={error} />
      </Form>
    </CardPage>
  );
}
