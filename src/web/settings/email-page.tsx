import { useState } from 'preact/hooks';
import { emailApi } from '../api/email-api.ts';
import { storeSession } from '../session-store.ts';
import { CardPage } from '../ui/card-page.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';
import { useProof } from './use-proof.tsx';

/** `/settings/email` */
export function EmailPage() {
  return <SettingsFrame>{(session) => <ChangeEmail session={session} />}</SettingsFrame>;
}

function ChangeEmail({ session }: { session: Session }) {
  const { sessionToken } = session;
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [step, go] = useState<'address' | 'code' | 'done'>('address');
  const proof = useProof(session);
  const [isConfirmed, setConfirmed] = useState(false);
  const [error, setError] = useState<string>();

  async function add() {
    const isEmail = /^\S+@\S+$/.test(email.trim());
    setError(isEmail ? undefined : text.emailInvalid);
    if (!isEmail) return;
    await proof.guard(async () => {
      await emailApi.add(sessionToken, email.trim());
      const added = (await emailApi.list(sessionToken)).find(({ isPrimary }) => !isPrimary);
      // A server without mail asks for no code.
      if (added?.verified) await makePrimary();
      else go('code');
    });
  }

  async function confirm() {
    await proof.guard(async () => {
      // A code is good once, and the mail may have taken so long that the password is asked for again.
      if (!isConfirmed) await emailApi.verify(sessionToken, email.trim(), code.trim());
      setConfirmed(true);
      await makePrimary();
    });
  }

  async function makePrimary() {
    const address = email.trim();
    await emailApi.makePrimary(sessionToken, address);
    if (session.firefox) session.firefox.profileChanged(session.uid);
    else storeSession({ ...session, email: address });
    go('done');
  }

  return (
    <CardPage title={text.sections.email.title} back={backToSettings}>
      {step === 'done' && <Notice kind="good">{text.emailDone(email.trim())}</Notice>}
      {step === 'address' && (
        <>
          <p class="lead">{text.emailLead(session.email)}</p>
          <Form key="address" submit={text.emailSubmit} onSubmit={add}>
            <Field
              label={text.emailNew}
              inputMode="email"
              autocomplete="email"
              value={email}
              onValue={setEmail}
              error={error}
            />
            {proof.field}
          </Form>
        </>
      )}
      {step === 'code' && (
        <>
          <p class="lead">{text.emailCodeLead(email.trim())}</p>
          <Form key="code" submit={text.emailConfirm} onSubmit={confirm}>
            <Field label={text.emailCode} autocomplete="one-time-code" value={code} onValue={setCode} />
            {proof.field}
          </Form>
        </>
      )}
    </CardPage>
  );
}
