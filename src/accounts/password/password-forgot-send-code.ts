import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, codeTries, deliveryOf, issueCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { seconds } from '../session/session-state.ts';
import { createAccountToken, tokenLifetime } from '../store/account-tokens.ts';

const body = z.object({ email });
const purpose = 'forgot-code';

/** `POST /password/forgot/send_code` (accounts.md §3.6), the older way. `delivery` tells who has the code. */
export const passwordForgotSendCode: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  const { uid } = account;
  await spendMail(ctx, request, { uid });
  const { passwordForgotToken, code } = await ctx.db.transaction(async (tx) => {
    // Older tokens stay good, or a stranger could end what the owner has begun.
    const passwordForgotToken = await createAccountToken(tx, 'passwordForgotToken', { uid, now: ctx.now() });
    return { passwordForgotToken, code: await issueCode(ctx, tx, uid, purpose) };
  });
  await ctx.mailer.send(account, 'resetCode', { code, minutes: codeMinutes(purpose) });
  audit(request, 'PasswordResetRequested', { uid });
  const ttl = seconds(tokenLifetime.passwordForgotToken);
  return { passwordForgotToken, ttl, codeLength: 32, tries: codeTries(purpose), delivery: deliveryOf(ctx) };
};
