import { AccountError } from '../http/errors/account-error.ts';
import type { SessionCredential } from './credential.ts';

/** How long a password or code counts as just given, ms. */
const proofLifetime = 15 * 60_000;

/**
 * Refuses a session whose owner gave the password or a code too long ago: for what nobody shall do who holds nothing but the
 * session token. `POST /session/reauth` renews the proof.
 *
 * @param now - ms.
 * @throws {AccountError} 400/164.
 */
export function requireRecentProof(session: SessionCredential, now: number): void {
  if (Math.abs(now - session.authAt) > proofLifetime) throw AccountError.staleProof();
}
