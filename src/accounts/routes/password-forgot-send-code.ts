import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, codeTries, issueCode, spendMail } from '../codes.ts';
import type { AccountsContext } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccount, requireAccountByEmail } from '../require-account.ts';
import { seconds } from '../session-state.ts';
import { createAccountToken, deleteAccountTokens, tokenLifetime } from '../store/account-tokens.ts';
import { findCode } from '../store/codes.ts';
import { authenticateToken } from '../token-auth.ts';

const body = z.object({ email });
const purpose = 'forgot-code';
const delivery = (ctx: AccountsContext) => (ctx.mailer.works ? 'mail' : 'administrator');

/** `POST /password/forgot/send_code` (accounts.md §3.6), the older way. `delivery` tells who has the code. */
export const passwordForgotSendCode: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  const { uid } = account;
  await spendMail(ctx, request, uid);
  const { passwordForgotToken, code } = await ctx.db.transaction(async (tx) => {
    await deleteAccountTokens(tx, uid, 'passwordForgotToken');
    const passwordForgotToken = await createAccountToken(tx, 'passwordForgotToken', { uid, now: ctx.now() });
    return { passwordForgotToken, code: await issueCode(ctx, tx, uid, purpose) };
  });
  await ctx.mailer.send(account, 'resetCode', { code, minutes: codeMinutes(purpose) });
  audit(request, 'PasswordResetRequested', { uid });
  const ttl = seconds(tokenLifetime.passwordForgotToken);
  return { passwordForgotToken, ttl, codeLength: 32, tries: codeTries(purpose), delivery: delivery(ctx) };
};

/** `POST /password/forgot/resend_code`: a new code for the same token. */
export const passwordForgotResendCode: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordForgotToken');
  const account = await requireAccount(ctx, token.uid);
  await spendMail(ctx, request, token.uid);
  const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, token.uid, purpose));
  await ctx.mailer.send(account, 'resetCode', { code, minutes: codeMinutes(purpose) });
  const ttl = seconds(token.expires_at - ctx.now());
  return { ttl, codeLength: 32, tries: codeTries(purpose), delivery: delivery(ctx) };
};

/** `GET /password/forgot/status`: how many tries and seconds are left. */
export const passwordForgotStatus: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordForgotToken');
  const code = await findCode(ctx.db.query, token.uid, purpose, ctx.now());
  return { tries: code?.tries_left ?? 0, ttl: seconds(token.expires_at - ctx.now()) };
};
