import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, issueCode, spendMail, takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { createAccountToken, deleteAccountTokens } from '../store/account-tokens.ts';

const sendBody = z.object({ email });
const verifyBody = z.object({ email, code: z.string().regex(/^\d{8}$/) });

/**
 * `POST /password/forgot/send_otp` (accounts.md §3.6): a code of 8 digits to the account's address. `delivery` tells a page
 * whether it went out by mail or waits at the administrator's.
 */
export const passwordForgotSendOtp: Endpoint = async (ctx, request) => {
  const input = await parseBody(sendBody, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  await spendMail(ctx, request, account.uid);
  const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, account.uid, 'forgot-otp'));
  await ctx.mailer.send(account, 'resetCode', { code, minutes: codeMinutes('forgot-otp') });
  audit(request, 'PasswordResetRequested', { uid: account.uid });
  return { delivery: ctx.mailer.works ? 'mail' : 'administrator' };
};

/** `POST /password/forgot/verify_otp`: gives token and code for `verify_code`, and the address that salts version 1. */
export const passwordForgotVerifyOtp: Endpoint = async (ctx, request) => {
  const input = await parseBody(verifyBody, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  const { uid } = account;
  if (!(await takeCode(ctx, uid, 'forgot-otp', input.code)).right) throw AccountError.invalidOtp();
  return ctx.db.transaction(async (tx) => {
    await deleteAccountTokens(tx, uid, 'passwordForgotToken');
    const token = await createAccountToken(tx, 'passwordForgotToken', { uid, now: ctx.now() });
    const code = await issueCode(ctx, tx, uid, 'forgot-code', { readable: false });
    return { code, emailToHashWith: account.kdf_email, token, uid };
  });
};
