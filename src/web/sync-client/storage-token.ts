import { ApiError } from '../../client/api-error.ts';
import { toBase64Url } from '../../crypto/client/bytes.ts';
import type { ScopedKeyData } from '../../crypto/client/scoped-keys.ts';
import type { RootKeys } from '../../crypto/client/sync-keys.ts';
import { send } from './send.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const desktop = '5882386c6d801776';

/** A storage token with the end that it has by this browser's clock. */
export interface StorageToken {
  id: string;
  /** Key of the MAC: the text itself. */
  key: string;
  /** Origin and path of the user's storage. */
  endpoint: string;
  /** In ms. */
  expiresAt: number;
}

/**
 * Gets a storage token as Firefox does: session to access token to storage token (accounts.md §5.3, sync15.md §17).
 *
 * @param origin - Of this server.
 * @param authorization - Header that proves the session.
 * @param root - Their fingerprint tells the server which key the data belongs to.
 * @throws {ApiError} What the server answers.
 */
export async function fetchStorageToken(
  origin: string,
  authorization: string,
  root: Pick<RootKeys, 'fingerprint'>,
): Promise<StorageToken> {
  const post = (path: string, body: object) =>
    send(origin + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    });
  const asked = { client_id: desktop, scope: oldsync };
  const [keyData, grant] = await Promise.all([
    post('/v1/account/scoped-key-data', asked).then(({ body }) => body as Record<string, ScopedKeyData>),
    post('/v1/oauth/token', { ...asked, grant_type: 'fxa-credentials', access_type: 'online', ttl: 3600 }).then(
      ({ body }) => body as { access_token: string },
    ),
  ]);
  const data = keyData[oldsync];
  if (!data) throw new ApiError(400, { message: 'no key of Sync' });
  const asking = Date.now();
  const { body } = await send(`${origin}/token/1.0/sync/1.5`, {
    headers: {
      Authorization: `Bearer ${grant.access_token}`,
      'X-KeyID': `${data.keyRotationTimestamp}-${toBase64Url(root.fingerprint)}`,
    },
  });
  const token = body as { id: string; key: string; api_endpoint: string; duration: number };
  return {
    id: token.id,
    key: token.key,
    endpoint: token.api_endpoint,
    // Like Firefox, long before the end (sync15.md §18.1).
    expiresAt: asking + token.duration * 800,
  };
}
