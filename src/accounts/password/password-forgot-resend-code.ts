import { codeTries, deliveryOf, repeatCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { requireAccount } from '../require-account.ts';
import { seconds } from '../session/session-state.ts';
import { findCode } from '../store/codes.ts';
import { authenticateToken } from '../token-auth.ts';

const purpose = 'forgot-code';

/** `POST /password/forgot/resend_code`: the same code for the same token, once more. */
export const passwordForgotResendCode: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordForgotToken');
  const account = await requireAccount(ctx, token.uid);
  await spendMail(ctx, request, { uid: token.uid });
  const { facts, tries } = await ctx.db.transaction(async (tx) => ({
    facts: await repeatCode(ctx, tx, token.uid, purpose),
    tries: (await findCode(tx, token.uid, purpose, ctx.now()))?.tries_left,
  }));
  await ctx.mailer.send(account, 'resetCode', facts);
  const ttl = seconds(token.expires_at - ctx.now());
  return { ttl, codeLength: 32, tries: tries ?? codeTries(purpose), delivery: deliveryOf(ctx) };
};
