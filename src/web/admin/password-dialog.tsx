import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import type { Admin } from './admin.ts';
import { text } from './text.ts';

/** Something that waits for the password. */
export interface PasswordQuestion {
  resolve(): void;
  reject(error: Error): void;
}

/** Asks for the password again, above the page, before something is done. */
export function PasswordDialog({ admin, question }: { admin: Admin; question: PasswordQuestion }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [password, setPassword] = useState('');

  useEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    // Closed in order, the focus goes back to where it was.
    return () => shown.close();
  }, []);

  const cancel = () => question.reject(new ApiError(400, { errno: 164, message: 'The password was not given again' }));

  async function submit() {
    await admin.prove(password);
    question.resolve();
  }

  return (
    <dialog ref={dialog} class="card" aria-labelledby="password-again" onCancel={cancel}>
      <h2 id="password-again">{text.againTitle}</h2>
      <p>{text.again}</p>
      <Form account={admin.email} submit={text.againSubmit} onSubmit={submit}>
        <Field
          label={text.password}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          autoFocus
        />
      </Form>
      <p>
        <button type="button" class="link-button" onClick={cancel}>
          {text.cancel}
        </button>
      </p>
    </dialog>
  );
}
