import type { Request } from 'express';
import { parseAuthorization } from '../http/auth/authorization.ts';
import { includesScope, parseScope } from '../http/auth/scopes.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { ProfileContext, ProfileToken } from './context.ts';

/** A request with a good access token. */
export interface ProfileCaller extends ProfileToken {
  /** Returns true when the token's scope includes this one. */
  may(scope: string): boolean;
}

/**
 * Checks the access token of a request.
 *
 * @param needed - The request goes on if the token's scope includes any of these.
 * @throws {AccountError} 401/110 without a good token: desktop then gets a fresh one and tries again (accounts.md §8);
 *   403/163 when its scope isn't enough.
 */
export async function authenticate(
  ctx: Pick<ProfileContext, 'openAccessToken'>,
  request: Request,
  ...needed: string[]
): Promise<ProfileCaller> {
  const authorization = parseAuthorization(request.headers.authorization);
  const token = authorization.scheme === 'bearer' ? await ctx.openAccessToken(authorization.token) : undefined;
  if (!token) throw AccountError.invalidToken('Invalid token');
  const granted = parseScope(token.scope);
  const may = (scope: string) => includesScope(granted, scope);
  if (!needed.some(may)) throw new AccountError(403, 163, 'Requested scopes are not allowed');
  return { ...token, may };
}
