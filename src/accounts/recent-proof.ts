import type { Request } from 'express';
import { AccountError } from '../http/errors/account-error.ts';
import type { SessionCredential } from '../identity/credential.ts';
import type { AccountsContext } from './context.ts';
import { authenticateVerifiedSession } from './verified-session.ts';

/** How long a password or code counts as just given, ms. */
const proofLifetime = 15 * 60_000;

/**
 * Authenticates a session whose owner has just given the password or a code: for what would hand the account over to whoever
 * holds nothing but the session token. `POST /session/reauth` renews the proof.
 *
 * @throws {AccountError} 400/164 when that was too long ago, else as {@link authenticateVerifiedSession}.
 */
export async function authenticateWithProof(ctx: AccountsContext, request: Request): Promise<SessionCredential> {
  const session = await authenticateVerifiedSession(ctx, request);
  if (Math.abs(ctx.now() - session.authAt) > proofLifetime) throw AccountError.staleProof();
  return session;
}
