import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { saveCode } from '../store/codes.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';
import { isSameEmail, newEmailOf, newEmailPurpose } from './new-email.ts';

const body = z.object({ email, code: z.string().regex(/^\d{6}$/, 'must be 6 digits') });

/** `POST /recovery_email/secondary/verify_code`: the code that went to the new address. */
export const recoveryEmailVerifySecondary: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(body, request);
  const { right, row } = await takeCode(ctx, request, { uid: session.uid, session }, newEmailPurpose, input.code);
  if (!right) throw AccountError.invalidCode();
  const waiting = newEmailOf(row);
  if (!isSameEmail(waiting.email, input.email)) throw AccountError.unknownEmail();
  const data = JSON.stringify({ ...waiting, verified: true });
  await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    await saveCode(tx, { ...row, code: null, data });
  });
  return {};
};
