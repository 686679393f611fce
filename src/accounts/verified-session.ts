import type { Request } from 'express';
import { bearsKeys, parseScope } from '../http/auth/scopes.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { DeviceCredential, SessionCredential } from '../identity/credential.ts';
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

/**
 * True when whoever uses the device routes has given the second factor too (accounts.md §10.4). A refresh token shows it by
 * its scope: one that comes with keys is only given to verified sessions, any other to whoever has the password.
 */
export const isVerifiedCaller = (caller: DeviceCredential): boolean =>
  caller.kind === 'session' ? caller.verified : bearsKeys(parseScope(caller.scope));
