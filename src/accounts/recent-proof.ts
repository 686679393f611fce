import type { Request } from 'express';
import type { SessionCredential } from '../identity/credential.ts';
import { requireRecentProof } from '../identity/require-recent-proof.ts';
import type { AccountsContext } from './context.ts';
import { authenticateVerifiedSession } from './verified-session.ts';

/**
 * Authenticates a session whose owner has just given the password or a code: for what would hand the account over to whoever
 * holds nothing but the session token.
 *
 * @throws {AccountError} 400/164 when that was too long ago, else as {@link authenticateVerifiedSession}.
 */
export async function authenticateWithProof(ctx: AccountsContext, request: Request): Promise<SessionCredential> {
  const session = await authenticateVerifiedSession(ctx, request);
  requireRecentProof(session, ctx.now());
  return session;
}
