import type { Endpoint } from '../endpoint.ts';
import { seconds } from '../session/session-state.ts';
import { findCode } from '../store/codes.ts';
import { authenticateToken } from '../token-auth.ts';

const purpose = 'forgot-code';

/** `GET /password/forgot/status`: how many tries and seconds are left. */
export const passwordForgotStatus: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordForgotToken');
  const code = await findCode(ctx.db.query, token.uid, purpose, ctx.now());
  return { tries: code?.tries_left ?? 0, ttl: seconds(token.expires_at - ctx.now()) };
};
