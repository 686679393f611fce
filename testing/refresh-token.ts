import { createHash, randomBytes } from 'node:crypto';
import type { ClientAuth } from './fxa-client.ts';
import type { TestServer } from './test-server.ts';

/**
 * Gives an account a refresh token, as a phone has one, without going through OAuth.
 *
 * @returns The token as the device routes take it (accounts.md §6.4), and its SHA-256.
 */
export async function giveRefreshToken(
  server: TestServer,
  uid: string,
  clientId = 'a2270f727f45f648',
): Promise<{ auth: ClientAuth; token: string; hash: string }> {
  const token = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(token).digest('hex');
  const now = Date.now();
  await server.ctx.db.query
    .insertInto('refresh_tokens')
    .values({
      token_hash: hash,
      uid,
      client_id: clientId,
      scope: 'profile https://identity.mozilla.com/apps/oldsync',
      session_id_hash: null,
      owns_session: 0,
      auth_at: now,
      created_at: now,
      last_used_at: now,
    })
    .execute();
  return { auth: { scheme: 'header', value: `Bearer ${token}` }, token, hash };
}
