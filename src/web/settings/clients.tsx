import { useCallback, useEffect, useState } from 'preact/hooks';
import { type AttachedClient, clientsApi } from '../api/clients-api.ts';
import { language } from '../language/language.ts';
import { Busy } from '../ui/busy.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { describeProblem } from '../ui/problem.ts';
import { programInWords } from '../ui/program.ts';
import { timeAgo } from '../ui/time.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';

/** Lists the devices and apps of the account and signs them out, but for this one, which the page itself does. */
export function Clients({ session }: { session: Session }) {
  const [clients, setClients] = useState<AttachedClient[]>();
  const [message, setMessage] = useState<{ kind: 'good' | 'bad'; words: string }>();

  // A Firefox that has just signed in again registers itself some seconds later, but is connected all the same.
  const isConnected = session.firefox !== null || clients?.some(({ deviceId }) => deviceId !== null);

  const load = useCallback(async () => {
    try {
      setClients(await clientsApi.list(session.sessionToken));
    } catch (error) {
      setMessage({ kind: 'bad', words: describeProblem(error) });
    }
  }, [session]);

  useEffect(() => {
    load();
  }, [load]);

  async function signOut(client: AttachedClient) {
    try {
      await clientsApi.destroy(session.sessionToken, client);
      setMessage({ kind: 'good', words: text.removed(nameOf(client)) });
    } catch (error) {
      setMessage({ kind: 'bad', words: describeProblem(error) });
    }
    await load();
  }

  return (
    <section class="card" aria-labelledby="clients">
      <h2 id="clients">{text.clientsTitle}</h2>
      <p class="lead">{text.clientsLead}</p>
      {message && <Notice kind={message.kind}>{message.words}</Notice>}
      {!clients && !message && <Busy />}
      {clients && !isConnected && <Notice kind="note">{text.noClients}</Notice>}
      <ul class="plain-list">
        {clients?.map((client) => (
          <Client key={keyOf(client)} client={client} onSignOut={() => signOut(client)} />
        ))}
      </ul>
      <a class="button quiet" href="/connect">
        {isConnected ? text.another : text.howTo}
      </a>
    </section>
  );
}

function Client({ client, onSignOut }: { client: AttachedClient; onSignOut(): Promise<void> }) {
  const name = nameOf(client);
  const kind = own(text.kinds, client.deviceType ?? '') ?? text.app;
  const { lastAccessTime } = client;
  return (
    <li class="row apart">
      <div>
        <h3>
          {name} {client.isCurrentSession && <span class="badge">{text.thisOne}</span>}
        </h3>
        <p class="hint">
          {kind} ·{' '}
          {lastAccessTime ? text.lastActive(timeAgo(lastAccessTime, Date.now(), language())) : text.neverActive}
        </p>
      </div>
      {!client.isCurrentSession && (
        <ConfirmButton
          label={text.signOut}
          name={text.signOutOf(name)}
          question={text.signOutConfirm(name)}
          yes={text.yes}
          onYes={onSignOut}
        />
      )}
    </li>
  );
}

/** What a client is called. */
export function nameOf({ name, deviceId, clientId, browser, os }: AttachedClient): string {
  if (deviceId === null && clientId === null) return programInWords(browser, os) || text.webSession;
  return name || (clientId === null ? text.unnamed : text.unnamedApp);
}

/** Tells one client from the others. */
export const keyOf = ({ deviceId, sessionTokenId, refreshTokenId }: AttachedClient) =>
  `${deviceId} ${sessionTokenId} ${refreshTokenId}`;
