import { AccountError } from '../../http/errors/account-error.ts';
import { repeatCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';
import { findNewEmail, newEmailPurpose } from './new-email.ts';

/** `POST /recovery_email/secondary/resend_code`. */
export const recoveryEmailResendCode: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const { uid } = session;
  const waiting = await findNewEmail(ctx.db.query, uid, ctx.now());
  if (!waiting) throw AccountError.unknownEmail();
  await spendMail(ctx, request, { uid, session });
  const facts = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    return repeatCode(ctx, tx, uid, newEmailPurpose, { data: JSON.stringify(waiting) });
  });
  const to = { uid, email: waiting.email, locale: session.locale };
  await ctx.mailer.send(to, 'changeEmailCode', facts);
  return {};
};
