import type { Queries } from '../database/database.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { DeviceCredential } from '../identity/credential.ts';
import { holdRefreshToken, holdSession } from './store/sessions.ts';

/**
 * Keeps the session or refresh token that a request came with from ending until the transaction does. What a request adds to
 * an account would outlive it otherwise, when the owner signs that client out, or changes the password, at the same moment.
 *
 * @param now - ms.
 * @throws {AccountError} 401/110 when it has ended since it was checked.
 */
export async function holdCaller(tx: Queries, caller: DeviceCredential, now: number): Promise<void> {
  const isHeld =
    caller.kind === 'session'
      ? await holdSession(tx, caller.sessionIdHash, now)
      : await holdRefreshToken(tx, caller.refreshTokenHash, now);
  if (!isHeld) throw AccountError.invalidToken();
}
