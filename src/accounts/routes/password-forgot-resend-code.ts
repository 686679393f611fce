import { codeMinutes, codeTries, deliveryOf, issueCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { requireAccount } from '../require-account.ts';
import { seconds } from '../session-state.ts';
import { authenticateToken } from '../token-auth.ts';

const purpose = 'forgot-code';

/** `POST /password/forgot/resend_code`: a new code for the same token. */
export const passwordForgotResendCode: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordForgotToken');
  const account = await requireAccount(ctx, token.uid);
  await spendMail(ctx, request, { uid: token.uid });
  const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, token.uid, purpose));
  await ctx.mailer.send(account, 'resetCode', { code, minutes: codeMinutes(purpose) });
  const ttl = seconds(token.expires_at - ctx.now());
  return { ttl, codeLength: 32, tries: codeTries(purpose), delivery: deliveryOf(ctx) };
};
