import { useState } from 'preact/hooks';
import type { SignedInAccount } from '../../client/authenticate.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { text as shared } from '../ui/text.ts';
import { text } from './text.ts';

type Props = {
  api: AccountsApi;
  account: SignedInAccount;
  onVerified(): Promise<void>;
  /** Gives this sign-in up. */
  onBack(): void;
  /** What the way back is called. */
  backWords?: string;
};

/** Asks for the second factor that the session still waits for. */
export function CodeStep(props: Props) {
  return props.account.pending === 'totp' ? <TotpStep {...props} /> : <MailCodeStep {...props} />;
}

function TotpStep({ api, account, onVerified, onBack, backWords = shared.back }: Props) {
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');

  async function submit() {
    const typed = code.replace(/\s/g, '');
    if (isRecovery) await api.verifyRecoveryCode(account.sessionToken, typed);
    else if (!(await api.verifyTotp(account.sessionToken, typed)).success) return text.wrongCode;
    await onVerified();
  }

  function change() {
    setCode('');
    setRecovery(!isRecovery);
  }

  return (
    <>
      <Heading>{text.totpTitle}</Heading>
      <p class="lead">{isRecovery ? text.recoveryCodeLead : text.totpLead}</p>
      <Form key={isRecovery ? 'recovery' : 'totp'} submit={text.verify} onSubmit={submit}>
        {isRecovery ? (
          <Field key="recovery" label={text.recoveryCode} autocomplete="off" value={code} onValue={setCode} />
        ) : (
          <Field
            key="totp"
            label={text.code}
            autocomplete="one-time-code"
            inputMode="numeric"
            value={code}
            onValue={setCode}
          />
        )}
      </Form>
      <p class="row apart">
        <button type="button" class="link-button" onClick={change}>
          {isRecovery ? text.useTotp : text.useRecoveryCode}
        </button>
        <button type="button" class="link-button" onClick={onBack}>
          {backWords}
        </button>
      </p>
    </>
  );
}

function MailCodeStep({ api, account, onVerified, onBack, backWords = shared.back }: Props) {
  const [code, setCode] = useState('');
  const [isResent, setResent] = useState(false);

  async function submit() {
    await api.verifyCode(account.sessionToken, code.trim());
    await onVerified();
  }

  async function resend() {
    await api.resendCode(account.sessionToken);
    setResent(true);
  }

  return (
    <>
      <Heading>{text.mailCodeTitle}</Heading>
      <p class="lead">{text.mailCodeLead(account.email)}</p>
      {isResent && <Notice kind="good">{text.resent}</Notice>}
      <Form submit={text.verify} onSubmit={submit}>
        <Field label={text.code} autocomplete="one-time-code" inputMode="numeric" value={code} onValue={setCode} />
      </Form>
      <p class="row apart">
        <button type="button" class="link-button" onClick={resend}>
          {text.resend}
        </button>
        <button type="button" class="link-button" onClick={onBack}>
          {backWords}
        </button>
      </p>
    </>
  );
}
