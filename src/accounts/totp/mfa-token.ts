import type { Request } from 'express';
import { SealError } from '../../crypto/server-keys.ts';
import { parseAuthorization } from '../../http/auth/authorization.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import { findSessionCredential } from '../../identity/credential-store.ts';
import type { AccountsContext } from '../context.ts';

/** What a code can be asked for at `/mfa/otp/request`. */
export const mfaActions = ['2fa'] as const;
export type MfaAction = (typeof mfaActions)[number];

const lifetime = 5 * 60_000;
const sealContext = 'mfa token';

/** Makes the token that a right code is given for: whoever has it may do one kind of thing for a few minutes. */
export function createMfaToken(
  ctx: Pick<AccountsContext, 'serverKeys' | 'now'>,
  { sessionIdHash }: SessionCredential,
  action: MfaAction,
): string {
  return ctx.serverKeys.seal(JSON.stringify({ sessionIdHash, action, expires: ctx.now() + lifetime }), sealContext);
}

/**
 * Authenticates a request with such a token, sent as Bearer. It is good as long as its session is.
 *
 * @throws {AccountError} 401/223 when it is none, has run out or is for something else.
 */
export async function authenticateMfa(ctx: AccountsContext, request: Request): Promise<SessionCredential> {
  const authorization = parseAuthorization(request.headers.authorization);
  if (authorization.scheme !== 'bearer') throw AccountError.invalidMfaToken();
  const { sessionIdHash, action, expires } = openToken(ctx, authorization.token);
  const left = expires - ctx.now();
  if (action !== '2fa' || !(left > 0 && left <= lifetime)) throw AccountError.invalidMfaToken();
  const found = await findSessionCredential(ctx.db, sessionIdHash);
  if (!found?.credential.verified) throw AccountError.invalidMfaToken();
  return found.credential;
}

interface Opened {
  sessionIdHash: string;
  action: string;
  expires: number;
}

function openToken({ serverKeys }: Pick<AccountsContext, 'serverKeys'>, token: string): Opened {
  try {
    const text = serverKeys.open(token, sealContext);
    // What isn't sealed is given back as it is.
    if (text === token) throw new SealError('not sealed');
    return JSON.parse(text) as Opened;
  } catch (error) {
    if (error instanceof SealError) throw AccountError.invalidMfaToken();
    throw error;
  }
}
