import type { Request } from 'express';
import { sha256Hex } from '../crypto/random.ts';
import { parseAuthorization } from '../http/auth/authorization.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { AuthContext } from '../identity/session-auth.ts';
import { verifyHawkRequest } from '../identity/verify-hawk.ts';
import { type AccountToken, type AccountTokenKind, findAccountToken } from './store/account-tokens.ts';

const bearerPrefix: Record<AccountTokenKind, string> = {
  keyFetchToken: 'fxk_',
  accountResetToken: 'fxar_',
  passwordForgotToken: 'fxpf_',
  passwordChangeToken: 'fxpc_',
};

/**
 * Authenticates a token that is good for one call, by Hawk or typed Bearer (accounts.md §3.2, §3.3), in one statement. The
 * route uses it up.
 *
 * @throws {AccountError} 401/110 when unknown or run out, 401/109 when the Hawk signature is wrong.
 */
export async function authenticateToken(
  ctx: AuthContext,
  request: Request,
  kind: AccountTokenKind,
): Promise<AccountToken> {
  const authorization = parseAuthorization(request.headers.authorization);
  if (authorization.scheme === 'malformed') throw AccountError.invalidSignature();
  let id: string | undefined;
  if (authorization.scheme === 'hawk') id = authorization.attributes.id;
  if (authorization.scheme === 'bearer' && authorization.token.startsWith(bearerPrefix[kind])) {
    id = authorization.token.slice(bearerPrefix[kind].length);
  }
  if (id === undefined) throw AccountError.invalidToken();
  const token = await findAccountToken(ctx.db.query, kind, sha256Hex(id.toLowerCase()), ctx.now());
  if (!token) throw AccountError.invalidToken();
  if (authorization.scheme === 'hawk') {
    await verifyHawkRequest(request, authorization.attributes, token.hmac_key, ctx.config.publicUrl);
  }
  return token;
}
