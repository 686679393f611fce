import { useState } from 'preact/hooks';
import { securityApi } from '../api/security-api.ts';
import { forgetSession } from '../session-store.ts';
import { withPassword } from '../signin/with-password.ts';
import { CardPage } from '../ui/card-page.tsx';
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
  const [isDone, setDone] = useState(false);

  async function submit() {
    if (!isAgreed) return text.destroyConsentMissing;
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
      <Form submit={text.destroySubmit} onSubmit={submit} danger>
        <Field
          label={text.password}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
        />
        <label class="check">
          <input type="checkbox" checked={isAgreed} onChange={(event) => agree(event.currentTarget.checked)} />
          {text.destroyConsent}
        </label>
      </Form>
    </CardPage>
  );
}
