import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { deliveryOf, repeatCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';

const body = z.object({ email });

/**
 * `POST /password/forgot/send_otp` (accounts.md §3.6): a code of 8 digits to the account's address. `delivery` tells a page
 * whether it went out by mail or waits at the administrator's. Anybody may ask, so a code that is underway is mailed again.
 */
export const passwordForgotSendOtp: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  if (!(await spendMail(ctx, request, { uid: account.uid }, 'forgot-otp'))) return { delivery: deliveryOf(ctx) };
  const facts = await ctx.db.transaction((tx) => repeatCode(ctx, tx, account.uid, 'forgot-otp'));
  await ctx.mailer.send(account, 'resetCode', facts);
  audit(request, 'PasswordResetRequested', { uid: account.uid });
  return { delivery: deliveryOf(ctx) };
};
