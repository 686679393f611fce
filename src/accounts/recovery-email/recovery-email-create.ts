import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, issueCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email, requirePlainAddress } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateWithProof } from '../recent-proof.ts';
import { findAccountByEmail } from '../store/accounts.ts';
import { newEmailPurpose } from './new-email.ts';

const body = z.object({ email });

/**
 * `POST /recovery_email`: names a new address and mails a code there. Without mail nothing waits for a code: the address may
 * become the primary one at once.
 */
export const recoveryEmailCreate: Endpoint = async (ctx, request) => {
  const session = await authenticateWithProof(ctx, request);
  const input = await parseBody(body, request);
  const { uid } = session;
  requirePlainAddress(input.email);
  ctx.signupPolicy.checkAddress(input.email);
  const owner = await findAccountByEmail(ctx.db.query, input.email);
  // One's own address in other capitals is a change like any other.
  if (owner && (owner.uid !== uid || owner.email === input.email)) throw AccountError.emailTaken();
  await spendMail(ctx, request, { uid, session });
  const data = JSON.stringify({ email: input.email, verified: !ctx.mailer.works });
  const code = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    return issueCode(ctx, tx, uid, newEmailPurpose, { data });
  });
  const to = { uid, email: input.email, locale: session.locale };
  await ctx.mailer.send(to, 'changeEmailCode', { code, minutes: codeMinutes(newEmailPurpose) });
  return {};
};
