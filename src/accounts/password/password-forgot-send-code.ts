import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeTries, deliveryOf, repeatCode, spendMail } from '../codes.ts';
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
  const isMailed = await spendMail(ctx, request, { uid }, purpose);
  const { passwordForgotToken, facts } = await ctx.db.transaction(async (tx) => {
    // Older tokens stay good, and the code too, or a stranger could end what the owner has begun.
    const passwordForgotToken = await createAccountToken(tx, 'passwordForgotToken', { uid, now: ctx.now() });
    return { passwordForgotToken, facts: await repeatCode(ctx, tx, uid, purpose) };
  });
  if (isMailed) await ctx.mailer.send(account, 'resetCode', facts);
  audit(request, 'PasswordResetRequested', { uid });
  const ttl = seconds(tokenLifetime.passwordForgotToken);
  return { passwordForgotToken, ttl, codeLength: 32, tries: codeTries(purpose), delivery: deliveryOf(ctx) };
};
