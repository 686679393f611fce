import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import type { SignedInAccount } from '../../client/authenticate.ts';
import { accountToken } from '../../crypto/client/account-token.ts';
import { lookAt } from '../api/admin-api.ts';
import { findSession } from '../settings/session.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { UnlockForm } from '../vault/unlock-form.tsx';
import { type Admin, type EndReason, openAdmin } from './admin.ts';
import { Ended, Restricted } from './gate-words.tsx';
import { PasswordDialog, type PasswordQuestion } from './password-dialog.tsx';
import { Sections } from './sections.tsx';
import { text } from './text.ts';

type State =
  | { name: 'looking' }
  | { name: 'asking'; email: string }
  | { name: 'open'; admin: Admin }
  | { name: 'over'; reason: EndReason };

const notEnabled = 202;

/** `/admin` and what is below it: for administrators only, who give their password when they come. */
export function AdminPage() {
  const [state, setState] = useState<State>({ name: 'looking' });
  const [question, setQuestion] = useState<PasswordQuestion>();
  const open = useRef<Admin>(undefined);
  const asking = useRef<Promise<void>>(undefined);

  useEffect(() => {
    whoComes().then(setState);
    const leave = () => open.current?.close('left');
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && location.reload();
    addEventListener('pagehide', leave);
    addEventListener('pageshow', comeBack);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', comeBack);
    };
  }, []);

  // What waits for the password together is asked for it once.
  const askPassword = () => {
    asking.current ??= new Promise<void>((resolve, reject) => setQuestion({ resolve, reject })).finally(() => {
      asking.current = undefined;
      setQuestion(undefined);
    });
    return asking.current;
  };

  async function unlock(account: SignedInAccount) {
    const end = (reason: EndReason) => {
      open.current = undefined;
      setState({ name: 'over', reason });
    };
    try {
      const admin = await openAdmin(account, askPassword, end);
      open.current = admin;
      setState({ name: 'open', admin });
    } catch (error) {
      // Then the page says so itself.
      if (!isRefused(error)) throw error;
    }
  }

  if (state.name === 'open') {
    return (
      <Frame width="wide">
        <Sections admin={state.admin} />
        {question && <PasswordDialog admin={state.admin} question={question} />}
      </Frame>
    );
  }
  return (
    <Frame width="narrow">
      <div class="card">
        {state.name === 'looking' && <Busy />}
        {state.name === 'asking' && <UnlockForm email={state.email} words={text.unlock} onAccount={unlock} />}
        {state.name === 'over' && (state.reason === 'restricted' ? <Restricted /> : <Ended reason={state.reason} />)}
      </div>
    </Frame>
  );
}

// Who is signed in here with an account that may not come is told so before a password is asked for.
async function whoComes(): Promise<State> {
  const session = await findSession();
  if (!session) return { name: 'asking', email: '' };
  try {
    const { authorization } = await accountToken(session.sessionToken, 'sessionToken');
    await lookAt(authorization, '/invites');
  } catch (error) {
    if (isRefused(error)) return { name: 'over', reason: 'restricted' };
  }
  return { name: 'asking', email: session.email };
}

const isRefused = (error: unknown) => error instanceof ApiError && error.errno === notEnabled;
