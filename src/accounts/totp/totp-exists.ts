import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { findTotp } from '../store/totp.ts';

/** `GET /totp/exists`. */
export const totpExists: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const totp = await findTotp(ctx.db.query, session.uid);
  return { exists: totp !== undefined, verified: totp?.verified === 1 };
};
