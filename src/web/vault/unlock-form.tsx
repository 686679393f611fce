import { useState } from 'preact/hooks';
import { type SignedInAccount, signIn } from '../../client/authenticate.ts';
import { accountsApi } from '../api/accounts-api.ts';
import { CodeStep } from '../signin/code-step.tsx';
import { Busy } from '../ui/busy.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { text, type Words } from './text.ts';

/**
 * Asks for the password, and for the second step where there is one. `email` is known when somebody is signed in here; `words`:
 * what it is for; `onAccount` throws what goes wrong behind that.
 */
export function UnlockForm(props: {
  email: string;
  words?: Pick<Words, 'title' | 'lead' | 'open' | 'opening'>;
  onAccount(account: SignedInAccount): Promise<void>;
}) {
  const { words = text, onAccount } = props;
  const [email, setEmail] = useState(props.email);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState<SignedInAccount>();
  const [isOpening, setOpening] = useState(false);

  async function open(account: SignedInAccount) {
    setOpening(true);
    try {
      await onAccount(account);
    } catch (problem) {
      setPending(undefined);
      throw problem;
    } finally {
      setOpening(false);
    }
  }

  async function submit() {
    const typed = email.trim();
    const isEmail = /^\S+@\S+$/.test(typed);
    setError(isEmail ? undefined : text.emailInvalid);
    if (!isEmail) return;
    const account = await signIn(accountsApi, typed, password);
    setPassword('');
    if (account.pending) setPending(account);
    else await open(account);
  }

  function giveUp({ sessionToken }: SignedInAccount) {
    void accountsApi.destroySession(sessionToken).catch(() => {});
    setPending(undefined);
  }

  if (pending && !isOpening) {
    return (
      <CodeStep api={accountsApi} account={pending} onVerified={() => open(pending)} onBack={() => giveUp(pending)} />
    );
  }
  return (
    <>
      <Heading>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
      <Form submit={words.open} onSubmit={submit}>
        <Field
          label={text.email}
          inputMode="email"
          autocomplete="username"
          value={email}
          onValue={setEmail}
          error={error}
        />
        <Field
          label={text.password}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          autoFocus={props.email !== ''}
        />
      </Form>
      {isOpening && (
        <div role="status">
          <Busy />
          <p>{words.opening}</p>
        </div>
      )}
    </>
  );
}
