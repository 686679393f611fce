import { useState } from 'preact/hooks';
import { accountsApi } from '../api/accounts-api.ts';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import { Clients } from './clients.tsx';
import { Safety } from './safety.tsx';
import { endSession, type Session } from './session.ts';
import { SettingsFrame } from './settings-frame.tsx';
import { SyncedData } from './synced-data.tsx';
import { text } from './text.ts';

/** `/settings` and `/settings/clients`: the account at a glance. */
export function SettingsPage() {
  return <SettingsFrame width="medium">{(session) => <Overview session={session} />}</SettingsFrame>;
}

function Overview({ session }: { session: Session }) {
  const [isOut, setOut] = useState(false);
  const [problem, setProblem] = useState<string>();

  function leave() {
    endSession(session);
    setOut(true);
  }

  async function signOut() {
    try {
      await accountsApi.destroySession(session.sessionToken);
      leave();
    } catch (error) {
      setProblem(describeProblem(error));
    }
  }

  if (isOut) return <SignedOut />;
  return (
    <>
      <Heading>{text.title}</Heading>
      {problem && <Notice kind="bad">{problem}</Notice>}
      <section class="card row apart">
        <div>
          <h2>{session.email}</h2>
          <p class="hint">{session.firefox ? text.byFirefox : text.byTab}</p>
        </div>
        <button type="button" class="button quiet" onClick={signOut}>
          {session.firefox ? text.signOutFirefox : text.signOut}
        </button>
      </section>
      <Clients session={session} onSelf={leave} />
      <SyncedData session={session} />
      <Safety session={session} />
    </>
  );
}

function SignedOut() {
  return (
    <div class="card">
      <Heading>{text.signedOutTitle}</Heading>
      <p>{text.signedOut}</p>
      <a class="button" href="/signin">
        {text.signIn}
      </a>
    </div>
  );
}
