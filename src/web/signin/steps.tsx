import { useState } from 'preact/hooks';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { text } from './text.ts';

/** Asks for the address. `onEmail` decides what comes next; what it throws is shown. */
export function EmailStep({ initial, onEmail }: { initial: string; onEmail(email: string): Promise<void> }) {
  const [email, setEmail] = useState(initial);
  const [error, setError] = useState<string>();

  async function submit() {
    const trimmed = email.trim();
    const isEmail = /^\S+@\S+$/.test(trimmed);
    setError(isEmail ? undefined : text.emailInvalid);
    if (isEmail) await onEmail(trimmed);
  }

  return (
    <>
      <Heading>{text.emailTitle}</Heading>
      <p class="lead">{text.emailLead}</p>
      <Form submit={text.next} onSubmit={submit}>
        <Field
          label={text.email}
          inputMode="email"
          autocomplete="username"
          value={email}
          onValue={setEmail}
          error={error}
          hint={text.emailHint}
        />
      </Form>
    </>
  );
}

/** Asks for the password of an account that exists. `isLocked`: Firefox is bound to this account, so no other can be chosen. */
export function PasswordStep(props: {
  email: string;
  isLocked: boolean;
  onPassword(password: string): Promise<void>;
  onOtherEmail(): void;
}) {
  const { email, isLocked, onPassword, onOtherEmail } = props;
  const [password, setPassword] = useState('');
  return (
    <>
      <Heading>{isLocked ? text.reconnectTitle : text.signInTitle}</Heading>
      {isLocked && <p class="lead">{text.reconnectLead}</p>}
      <Form submit={text.signIn} onSubmit={() => onPassword(password)}>
        <Field label={text.email} inputMode="email" autocomplete="username" value={email} onValue={() => {}} readOnly />
        <Field
          label={text.password}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
        />
      </Form>
      <p class="row apart">
        <a href={`/reset_password?email=${encodeURIComponent(email)}`}>{text.forgot}</a>
        {!isLocked && (
          <button type="button" class="link-button" onClick={onOtherEmail}>
            {text.otherEmail}
          </button>
        )}
      </p>
    </>
  );
}
