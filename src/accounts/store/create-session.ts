import { randomHex, sha256Hex } from '../../crypto/random.ts';
import { deriveToken } from '../../crypto/token-derivation.ts';
import type { Queries } from '../../database/database.ts';
import { makeRoomForSession } from './make-room.ts';

/** What a new session is made of. Times are ms. */
export interface NewSession {
  uid: string;
  now: number;
  /** When the password was given. */
  authAt: number;
  verified: boolean;
  verificationMethod: string | null;
  userAgent: string;
  /** Differs from `now` when the session copies another one. */
  createdAt?: number;
}

/**
 * Makes a session. When the account has too many, the one that was not used for longest ends.
 *
 * @param tx - A transaction; without one, several at once may come to a few too many.
 * @returns The session token (64 hex characters), which is stored nowhere, and the hash that names the session.
 * @throws {AccountError} 400/190 when all sessions of the account are in use.
 */
export async function createSession(
  tx: Queries,
  session: NewSession,
): Promise<{ sessionToken: string; sessionIdHash: string }> {
  await makeRoomForSession(tx, session.uid);
  const sessionToken = randomHex(32);
  const { id, reqHmacKey } = deriveToken(sessionToken, 'sessionToken');
  const sessionIdHash = sha256Hex(id);
  await tx
    .insertInto('sessions')
    .values({
      id_hash: sessionIdHash,
      uid: session.uid,
      hmac_key: reqHmacKey.toString('hex'),
      created_at: session.createdAt ?? session.now,
      last_access_at: session.now,
      auth_at: session.authAt,
      verified: session.verified ? 1 : 0,
      verification_method: session.verificationMethod,
      user_agent: session.userAgent.slice(0, 512),
    })
    .execute();
  return { sessionToken, sessionIdHash };
}
