import { useCallback, useEffect, useState } from 'preact/hooks';
import { type AttachedClient, clientsApi } from '../api/clients-api.ts';
import { language } from '../language/language.ts';
import { Busy } from '../ui/busy.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { describeProblem } from '../ui/problem.ts';
import { timeAgo } from '../ui/time.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';

/** Lists the devices and apps of the account and signs them out. `onSelf`: the one that was signed out is this one. */
export function Clients({ session, onSelf }: { session: Session; onSelf(): void }) {
  const [clients, setClients] = useState<AttachedClient[]>();
  const [message, setMessage] = useState<{ kind: 'good' | 'bad'; words: string }>();

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
      if (client.isCurrentSession) return onSelf();
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
      {clients && !clients.some(({ deviceId }) => deviceId) && <Notice kind="note">{text.noClients}</Notice>}
      <ul class="plain-list">
        {clients?.map((client) => (
          <Client key={keyOf(client)} client={client} onSignOut={() => signOut(client)} />
        ))}
      </ul>
      <a class="button quiet" href="/connect_another_device">
        {clients?.some(({ deviceId }) => deviceId) ? text.another : text.howTo}
      </a>
    </section>
  );
}

function Client({ client, onSignOut }: { client: AttachedClient; onSignOut(): Promise<void> }) {
  const [isAsking, ask] = useState(false);
  const name = nameOf(client);
  const kind = own(text.kinds, client.deviceType ?? '') ?? text.app;
  const { lastAccessTime } = client;
  return (
    <li>
      <div class="row apart">
        <div>
          <h3>
            {name} {client.isCurrentSession && <span class="badge">{text.thisOne}</span>}
          </h3>
          <p class="hint">
            {kind} ·{' '}
            {lastAccessTime ? text.lastActive(timeAgo(lastAccessTime, Date.now(), language())) : text.neverActive}
          </p>
        </div>
        {!isAsking && (
          <button type="button" class="button quiet" aria-label={text.signOutOf(name)} onClick={() => ask(true)}>
            {text.signOut}
          </button>
        )}
      </div>
      {isAsking && (
        <fieldset aria-label={text.signOutOf(name)}>
          <p role="status">{text.signOutConfirm(name)}</p>
          <p class="row">
            <button type="button" class="button danger" onClick={onSignOut}>
              {text.yes}
            </button>
            <button type="button" class="button quiet" onClick={() => ask(false)}>
              {text.no}
            </button>
          </p>
        </fieldset>
      )}
    </li>
  );
}

const nameOf = ({ name }: AttachedClient) => name || text.unnamed;

const keyOf = ({ deviceId, sessionTokenId, refreshTokenId }: AttachedClient) =>
  `${deviceId} ${sessionTokenId} ${refreshTokenId}`;
