import { useState } from 'preact/hooks';
import { accountsApi } from '../api/accounts-api.ts';
import { securityApi } from '../api/security-api.ts';
import { storeSession } from '../session-store.ts';
import { CardPage } from '../ui/card-page.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { newPasswordProblems, type PasswordProblems } from '../ui/new-password.ts';
import { NewPasswordFields } from '../ui/new-password-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { changePassword } from './change-password.ts';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';

/** `/settings/password` */
export function PasswordPage() {
  return <SettingsFrame>{(session) => <ChangePassword session={session} />}</SettingsFrame>;
}

function ChangePassword({ session }: { session: Session }) {
  const [old, setOld] = useState('');
  const [next, setNext] = useState({ password: '', repeated: '' });
  const [errors, setErrors] = useState<PasswordProblems>();
  const [isDone, setDone] = useState(false);

  async function submit() {
    const problems = await newPasswordProblems(session.email, next.password, next.repeated);
    setErrors(problems);
    if (problems) return;
    const api = { ...securityApi, ...accountsApi };
    const sessionToken = await changePassword(api, session, old, next.password);
    const { uid, email, firefox } = session;
    if (firefox) await firefox.changePassword({ uid, email, sessionToken, verified: true });
    else storeSession({ uid, email, sessionToken });
    setDone(true);
  }

  return (
    <CardPage title={text.sections.password.title} back={backToSettings}>
      {isDone ? (
        <Notice kind="good">{text.passwordDone}</Notice>
      ) : (
        <>
          <p class="lead">{text.passwordLead}</p>
          <Form account={session.email} submit={text.passwordSubmit} onSubmit={submit}>
            <Field
              label={text.currentPassword}
              type="password"
              autocomplete="current-password"
              value={old}
              onValue={setOld}
            />
            <NewPasswordFields
              labels={{ password: text.newPassword, repeated: text.repeatPassword }}
              value={next}
              onValue={setNext}
              errors={errors}
            />
          </Form>
        </>
      )}
    </CardPage>
  );
}
