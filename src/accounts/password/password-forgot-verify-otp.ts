import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { issueCode, takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { createAccountToken, deleteAccountTokens } from '../store/account-tokens.ts';

const body = z.object({ email, code: z.string().regex(/^\d{8}$/) });

/** `POST /password/forgot/verify_otp`: gives token and code for `verify_code`, and the address that salts version 1. */
export const passwordForgotVerifyOtp: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  const { uid } = account;
  let answer = {};
  const { right } = await takeCode(ctx, request, { uid }, 'forgot-otp', input.code, async (tx) => {
    await deleteAccountTokens(tx, uid, 'passwordForgotToken');
    const token = await createAccountToken(tx, 'passwordForgotToken', { uid, now: ctx.now() });
    const code = await issueCode(ctx, tx, uid, 'forgot-code', { readable: false });
    answer = { code, emailToHashWith: account.kdf_email, token, uid };
  });
  if (!right) throw AccountError.invalidOtp();
  return answer;
};
