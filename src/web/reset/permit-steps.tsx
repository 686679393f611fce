import { useState } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import { securityApi } from '../api/security-api.ts';
import { BackButton } from '../ui/back-button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { getPermit, type ResetPermit } from './reset-password.ts';
import { text } from './text.ts';

/** Says what a new password does to the data, before anything happens, and asks whose account it is. */
export function StartStep({ initial, onEmail }: { initial: string; onEmail(email: string): Promise<void> }) {
  const [email, setEmail] = useState(initial);
  const [error, setError] = useState<string>();

  async function submit() {
    const isEmail = /^\S+@\S+$/.test(email.trim());
    setError(isEmail ? undefined : text.emailInvalid);
    if (isEmail) await onEmail(email.trim());
  }

  return (
    <>
      <Heading>{text.title}</Heading>
      <p>{text.before}</p>
      <ul>
        {text.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Form submit={text.sendCode} onSubmit={submit}>
        <Field
          label={text.email}
          inputMode="email"
          autocomplete="username"
          value={email}
          onValue={setEmail}
          error={error}
        />
      </Form>
      <p>
        <a href="/signin">{text.remember}</a>
      </p>
    </>
  );
}

const wrongCode = [105, 107, 183];

/** Asks for the code. */
export function CodeStep(props: {
  email: string;
  byMail: boolean;
  onPermit(permit: ResetPermit): void;
  onBack(): void;
}) {
  const { email, byMail, onPermit, onBack } = props;
  const [code, setCode] = useState('');

  async function submit() {
    try {
      onPermit(await getPermit(securityApi, email, code.replace(/\s/g, '')));
    } catch (error) {
      if (error instanceof ApiError && wrongCode.includes(error.errno)) return text.wrongCode;
      throw error;
    }
  }

  return (
    <>
      <Heading>{text.codeTitle}</Heading>
      <p class="lead">{byMail ? text.codeByMail(email) : text.codeByAdministrator}</p>
      <Form submit={text.confirm} onSubmit={submit}>
        <Field label={text.code} autocomplete="one-time-code" inputMode="numeric" value={code} onValue={setCode} />
      </Form>
      <BackButton onBack={onBack} words={text.newCode} />
    </>
  );
}
