import type { Request } from 'express';
import type { Config } from '../config/config.ts';
import { sha256Hex } from '../crypto/random.ts';
import type { Database } from '../database/database.ts';
import { type Authorization, parseAuthorization } from '../http/auth/authorization.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { DeviceCredential, SessionCredential } from './credential.ts';
import { findRefreshTokenCredential, findSessionCredential } from './credential-store.ts';
import { noteUse } from './note-use.ts';
import { verifyHawkRequest } from './verify-hawk.ts';

/** What checking a credential needs. */
export interface AuthContext {
  config: Pick<Config, 'publicUrl'>;
  db: Database;
  now: () => number;
}

const hexId = /^[0-9a-f]{64}$/i;
const sessionBearer = /^fxs_([0-9a-f]{64})$/i;

/**
 * Authenticates a session token, by Hawk or by `Bearer fxs_…` (accounts.md §3.2, §3.3). Takes one statement, and a second
 * one every five minutes to note the use.
 *
 * @throws {AccountError} 401/110 when there is no such session, 401/109 when the Hawk signature is wrong.
 */
export async function authenticateSession(ctx: AuthContext, request: Request): Promise<SessionCredential> {
  return sessionOf(ctx, request, parseAuthorization(request.headers.authorization));
}

/**
 * Like {@link authenticateSession} for routes that also work without: no Authorization header gives undefined, while one that
 * is there must be right.
 */
export async function authenticateOptionalSession(
  ctx: AuthContext,
  request: Request,
): Promise<SessionCredential | undefined> {
  const authorization = parseAuthorization(request.headers.authorization);
  return authorization.scheme === 'none' ? undefined : sessionOf(ctx, request, authorization);
}

/**
 * Authenticates whoever may use the device routes: a session token, or a refresh token as `Bearer <64 hex>` (accounts.md
 * §6.4).
 *
 * @throws {AccountError} As {@link authenticateSession}.
 */
export async function authenticateDevice(ctx: AuthContext, request: Request): Promise<DeviceCredential> {
  const authorization = parseAuthorization(request.headers.authorization);
  if (authorization.scheme !== 'bearer' || !hexId.test(authorization.token)) {
    return sessionOf(ctx, request, authorization);
  }
  const found = await findRefreshTokenCredential(ctx.db, sha256Hex(authorization.token.toLowerCase()));
  if (!found) throw AccountError.invalidToken();
  const { refreshTokenHash: hash } = found.credential;
  await noteUse(ctx, { kind: 'refreshToken', hash, lastUsedAt: found.lastUsedAt });
  return found.credential;
}

async function sessionOf(ctx: AuthContext, request: Request, authorization: Authorization): Promise<SessionCredential> {
  if (authorization.scheme === 'malformed') throw AccountError.invalidSignature();
  const id =
    authorization.scheme === 'hawk'
      ? authorization.attributes.id
      : authorization.scheme === 'bearer'
        ? sessionBearer.exec(authorization.token)?.[1]
        : undefined;
  if (id === undefined) throw AccountError.invalidToken();
  const found = await findSessionCredential(ctx.db, sha256Hex(id.toLowerCase()));
  if (!found) throw AccountError.invalidToken();
  if (authorization.scheme === 'hawk') {
    await verifyHawkRequest(request, authorization.attributes, found.hmacKey, ctx.config.publicUrl);
  }
  const { sessionIdHash: hash } = found.credential;
  await noteUse(ctx, { kind: 'session', hash, lastUsedAt: found.lastUsedAt });
  return found.credential;
}
