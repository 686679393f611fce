import { useState } from 'preact/hooks';
import { accountsApi } from '../api/accounts-api.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Heading } from '../ui/heading.tsx';
import { Clients } from './clients.tsx';
import { Ending, Safety } from './safety.tsx';
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

  function leave() {
    endSession(session);
    setOut(true);
  }

  async function signOut() {
    await accountsApi.destroySession(session.sessionToken);
    leave();
  }

  if (isOut) return <SignedOut fromFirefox={session.firefox !== null} />;
  return (
    <>
      <Heading>{text.title}</Heading>
      <section class="card row apart">
        <div>
          <h2>{session.email}</h2>
          <p class="hint">{session.firefox ? text.byFirefox : text.byTab}</p>
        </div>
        <ConfirmButton
          label={session.firefox ? text.signOutFirefox : text.signOut}
          question={session.firefox ? text.signOutFirefoxConfirm : text.signOutTabConfirm}
          yes={text.yes}
          onYes={signOut}
        />
      </section>
      <Clients session={session} />
      <SyncedData session={session} />
      <Safety session={session} />
      <Ending />
    </>
  );
}

function SignedOut({ fromFirefox }: { fromFirefox: boolean }) {
  return (
    <div class="card">
      <Heading>{text.signedOutTitle}</Heading>
      <p>{text.signedOut}</p>
      {fromFirefox ? (
        <>
          <p>{text.signedOutFirefox}</p>
          <a class="button quiet" href="/connect">
            {text.howTo}
          </a>
        </>
      ) : (
        <a class="button" href="/signin">
          {text.signIn}
        </a>
      )}
    </div>
  );
}
