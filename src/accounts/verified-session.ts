import type { Request } from 'express';
import { AccountError } from '../http/errors/account-error.ts';
import type { SessionCredential } from '../identity/credential.ts';
import { authenticateSession } from '../identity/session-auth.ts';
import type { AccountsContext } from './context.ts';

/**
 * Authenticates a session that needs no second factor any more (accounts.md §10.4).
 *
 * @throws {AccountError} 400/138 while it does, 401 as {@link authenticateSession}.
 */
export async function authenticateVerifiedSession(ctx: AccountsContext, request: Request): Promise<SessionCredential> {
  const session = await authenticateSession(ctx, request);
  if (!session.verified) throw AccountError.unverifiedSession();
  return session;
}
