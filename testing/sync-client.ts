import { createHash, randomBytes } from 'node:crypto';
import type { FxaClient, SignedIn } from './fxa-client.ts';
import { clientIds, oldsync, pkcePair, sessionScope } from './person.ts';
import { StorageClient } from './storage-client.ts';

/** An access token for sync storage, as desktop gets one from its session (accounts.md §5.3). */
export async function accessTokenOf(client: FxaClient, sessionToken: string): Promise<string> {
  const grant = { client_id: clientIds.desktop, grant_type: 'fxa-credentials', scope: oldsync, ttl: 21_600 };
  const { status, body } = await client.post('/oauth/token', grant, client.session(sessionToken));
  if (status !== 200) throw new Error(`fxa-credentials: ${status} ${JSON.stringify(body)}`);
  return body.access_token;
}

/** What a phone holds after signing in by the pages (accounts.md §2.6), and the secrets it used on the way. */
export interface PhoneTokens {
  access_token: string;
  refresh_token: string;
  session_token: string;
  keys_jwe: string;
  code: string;
  verifier: string;
}

/** Signs a phone in with a code that the account's session allows. */
export async function signInPhone(client: FxaClient, user: SignedIn): Promise<PhoneTokens> {
  const { verifier, challenge } = pkcePair();
  const authorization = {
    client_id: clientIds.android,
    response_type: 'code',
    state: 'state',
    scope: `profile ${oldsync} ${sessionScope}`,
    access_type: 'offline',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    keys_jwe: `a..b.${randomBytes(300).toString('base64url')}.d`,
  };
  const { code } = (await client.post('/oauth/authorization', authorization, client.session(user.sessionToken))).body;
  const exchange = { grant_type: 'authorization_code', client_id: clientIds.android, code, code_verifier: verifier };
  const { status, body } = await client.post('/oauth/token', exchange);
  if (status !== 200) throw new Error(`authorization_code: ${status} ${JSON.stringify(body)}`);
  return { ...body, code, verifier };
}

/**
 * Exchanges an access token for a storage token (sync15.md §17) and opens the storage with it.
 *
 * @param options - `url`: where the server listens; `publicUrl`: origin that browsers use, if it is another one; `keysChangedAt`
 *   and `kB` make X-KeyID (accounts.md §4.6).
 */
export async function openSyncStorage(options: {
  url: string;
  publicUrl?: string;
  accessToken: string;
  kB: string;
  keysChangedAt: number;
}): Promise<StorageClient> {
  const { url, publicUrl, accessToken, kB, keysChangedAt } = options;
  const fingerprint = createHash('sha256').update(Buffer.from(kB, 'hex')).digest().subarray(0, 16);
  const response = await fetch(`${url}/token/1.0/sync/1.5`, {
    headers: {
      authorization: `Bearer ${accessToken}`,
      'x-keyid': `${keysChangedAt}-${fingerprint.toString('base64url')}`,
    },
  });
  const body = (await response.json()) as { id: string; key: string; uid: number };
  if (!response.ok) throw new Error(`token server: ${response.status} ${JSON.stringify(body)}`);
  return new StorageClient({ url, publicUrl, masterSecret: '', uid: body.uid, token: { id: body.id, key: body.key } });
}

/** When the account's keys were last changed, as the pages learn it: ms. */
export async function keysChangedAtOf(client: FxaClient, sessionToken: string): Promise<number> {
  const asked = { client_id: clientIds.desktop, scope: oldsync };
  const { body } = await client.post('/account/scoped-key-data', asked, client.session(sessionToken));
  return body[oldsync].keyRotationTimestamp;
}
