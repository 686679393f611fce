import { useState } from 'preact/hooks';
import { emailApi } from '../api/email-api.ts';
import type { PageProps } from '../page-props.ts';
import { storeSession } from '../session-store.ts';
import { BackButton } from '../ui/back-button.tsx';
import { CardPage } from '../ui/card-page.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';
import { useProof } from './use-proof.tsx';

/** `/settings/email` */
export function EmailPage({ config }: PageProps) {
  return <SettingsFrame>{(session) => <ChangeEmail session={session} sendsMail={config.mail} />}</SettingsFrame>;
}

function ChangeEmail({ session, sendsMail }: { session: Session; sendsMail: boolean }) {
  const { sessionToken } = session;
  const [email, setEmail] = useState('');
  const [repeated, setRepeated] = useState('');
  const [code, setCode] = useState('');
  const [step, go] = useState<'address' | 'code' | 'done'>('address');
  const proof = useProof(session, { always: true });
  // A mail may take longer than a proof is good for.
  const confirmProof = useProof(session);
  const [isConfirmed, setConfirmed] = useState(false);
  const [errors, setErrors] = useState<{ email?: string; repeated?: string }>({});

  async function add() {
    const isEmail = /^\S+@\S+$/.test(email.trim());
    const isSame = sendsMail || email.trim() === repeated.trim();
    setErrors({ email: isEmail ? undefined : text.emailInvalid, repeated: isSame ? undefined : text.emailDiffers });
    if (!isEmail || !isSame) return;
    await proof.guard(async () => {
      await emailApi.add(sessionToken, email.trim());
      const added = (await emailApi.list(sessionToken)).find(({ isPrimary }) => !isPrimary);
      // A server without mail asks for no code.
      if (added?.verified) await makePrimary();
      else go('code');
    });
  }

  async function confirm() {
    await confirmProof.guard(async () => {
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
          {!sendsMail && <Notice kind="note">{text.emailUnchecked}</Notice>}
          <Form
            key="address"
            account={session.email}
            submit={sendsMail ? text.emailSubmit : text.emailSubmitUnchecked}
            onSubmit={add}
          >
            <Field
              label={text.emailNew}
              inputMode="email"
              autocomplete="email"
              value={email}
              onValue={setEmail}
              error={errors.email}
            />
            {!sendsMail && (
              <Field
                label={text.emailRepeat}
                inputMode="email"
                autocomplete="off"
                value={repeated}
                onValue={setRepeated}
                error={errors.repeated}
              />
            )}
            {proof.field}
          </Form>
        </>
      )}
      {step === 'code' && (
        <>
          <p class="lead">{text.emailCodeLead(email.trim())}</p>
          <Form key="code" account={session.email} submit={text.emailConfirm} onSubmit={confirm}>
            <Field label={text.emailCode} autocomplete="one-time-code" value={code} onValue={setCode} />
            {confirmProof.field}
          </Form>
          <BackButton onBack={() => go('address')} words={text.emailOther} />
        </>
      )}
    </CardPage>
  );
}
