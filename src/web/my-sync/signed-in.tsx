import { useCallback, useEffect, useState } from 'preact/hooks';
import { type AttachedClient, clientsApi } from '../api/clients-api.ts';
import type { SecurityEvent } from '../api/history-api.ts';
import { keyOf, nameOf } from '../settings/clients.tsx';
import type { Session } from '../settings/session.ts';
import { text as settings } from '../settings/text.ts';
import { Busy } from '../ui/busy.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import type { Result } from '../ui/use-result.ts';
import { SignedInClient } from './signed-in-client.tsx';
import { text } from './text.ts';

/** Who can get at the account: devices, and other sign-ins told apart by the history. Signs out one, or all others. */
export function SignedIn({ session, history }: { session: Session; history: Result<SecurityEvent[]> }) {
  const [clients, setClients] = useState<AttachedClient[]>();
  const [message, setMessage] = useState<{ kind: 'good' | 'bad'; words: string }>();
  const { sessionToken } = session;

  const load = useCallback(async () => {
    const list = await clientsApi.list(sessionToken);
    setClients(list);
    return list;
  }, [session]);

  useEffect(() => {
    load().catch((error) => setMessage({ kind: 'bad', words: describeProblem(error) }));
  }, [load]);

  async function act(work: () => Promise<unknown>, words: string) {
    setMessage(undefined);
    try {
      await work();
      setMessage({ kind: 'good', words });
    } finally {
      await load();
      history.reload();
    }
  }

  // Somebody may sign in meanwhile, so it ends only when none is left.
  async function signOutOthers() {
    for (let others = await listOthers(); others.length > 0; others = await listOthers()) {
      for (const other of others) await clientsApi.destroy(sessionToken, other);
    }
  }
  const listOthers = async () => (await clientsApi.list(sessionToken)).filter((each) => !each.isCurrentSession);

  const devices = clients?.filter(({ deviceId }) => deviceId !== null);
  const sessions = clients?.filter(({ deviceId }) => deviceId === null);
  const list = (some: AttachedClient[] | undefined) => (
    <ul class="plain-list">
      {some?.map((client) => (
        <SignedInClient
          key={keyOf(client)}
          client={client}
          events={history.value ?? []}
          onSignOut={() => act(() => clientsApi.destroy(sessionToken, client), settings.removed(nameOf(client)))}
        />
      ))}
    </ul>
  );
  return (
    <>
      <section class="card" aria-labelledby="devices">
        <h2 id="devices">{text.devicesTitle}</h2>
        <p class="lead">{text.devicesLead}</p>
        {message && <Notice kind={message.kind}>{message.words}</Notice>}
        {!clients && !message && <Busy />}
        {devices?.length === 0 && <p>{text.noDevices}</p>}
        {list(devices)}
        <a class="button quiet" href="/connect">
          {devices && devices.length > 0 ? settings.another : text.connect}
        </a>
      </section>
      <section class="card" aria-labelledby="sessions">
        <h2 id="sessions">{text.sessionsTitle}</h2>
        <p class="lead">{text.sessionsLead}</p>
        {sessions?.length === 0 && <p>{text.noSessions}</p>}
        {list(sessions)}
        <p>
          {text.strangers} <a href="/settings/password">{text.changePassword}</a>
        </p>
        {clients?.some(({ isCurrentSession }) => !isCurrentSession) && (
          <ConfirmButton
            label={text.signOutOthers}
            question={text.signOutOthersQuestion}
            yes={text.signOutOthersYes}
            onYes={() => act(signOutOthers, text.othersOut)}
            danger
          />
        )}
      </section>
    </>
  );
}
