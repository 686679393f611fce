import { useState } from 'preact/hooks';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { newPasswordProblems, type PasswordProblems } from '../ui/new-password.ts';
import { NewPasswordFields } from '../ui/new-password-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { text } from './text.ts';

/** Asks for the new password. */
export function NewPasswordStep(props: {
  email: string;
  isKept: boolean;
  onPassword(password: string): Promise<void>;
}) {
  const { email, isKept, onPassword } = props;
  const [next, setNext] = useState({ password: '', repeated: '' });
  const [errors, setErrors] = useState<PasswordProblems>();

  async function submit() {
    const problems = await newPasswordProblems(email, next.password, next.repeated);
    setErrors(problems);
    if (!problems) await onPassword(next.password);
  }

  return (
    <>
      <Heading>{text.passwordTitle}</Heading>
      {isKept && <Notice kind="good">{text.passwordKept}</Notice>}
      <Form account={email} submit={text.setPassword} onSubmit={submit}>
        <NewPasswordFields
          labels={{ password: text.passwordNew, repeated: text.passwordRepeat }}
          value={next}
          onValue={setNext}
          errors={errors}
        />
      </Form>
    </>
  );
}
