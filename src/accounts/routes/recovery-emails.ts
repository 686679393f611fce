import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { authenticateSession } from '../../http/auth/session-auth.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, issueCode, spendMail, takeCode } from '../codes.ts';
import { formatTime } from '../device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { findNewEmail, isSameEmail, newEmailOf } from '../new-email.ts';
import { requireAccount } from '../require-account.ts';
import { findAccountByEmail, isDuplicate, normalizeEmail, updateAccount } from '../store/accounts.ts';
import { deleteCode, saveCode } from '../store/codes.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

const purpose = 'change-email';
const addressBody = z.object({ email });
const verifyBody = z.object({ email, code: z.string().regex(/^\d{6}$/, 'must be 6 digits') });

/** `GET /recovery_emails` (accounts.md §3.6): the primary address, and one that waits to become it. */
export const recoveryEmails: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const waiting = await findNewEmail(ctx.db.query, session.uid, ctx.now());
  const primary = { email: session.email, isPrimary: true, verified: session.emailVerified };
  return waiting ? [primary, { ...waiting, isPrimary: false }] : [primary];
};

/**
 * `POST /recovery_email`: names a new address and mails a code there. Without mail nothing waits for a code: the address may
 * become the primary one at once.
 */
export const recoveryEmailCreate: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(addressBody, request);
  const { uid } = session;
  ctx.signupPolicy.checkAddress(input.email);
  const owner = await findAccountByEmail(ctx.db.query, input.email);
  // One's own address in other capitals is a change like any other.
  if (owner && (owner.uid !== uid || owner.email === input.email)) throw AccountError.emailTaken();
  await spendMail(ctx, request, uid);
  const data = JSON.stringify({ email: input.email, verified: !ctx.mailer.works });
  const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, uid, purpose, { data }));
  const to = { uid, email: input.email, locale: session.locale };
  await ctx.mailer.send(to, 'changeEmailCode', { code, minutes: codeMinutes(purpose) });
  return {};
};

/** `POST /recovery_email/secondary/resend_code`. */
export const recoveryEmailResendCode: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const { uid } = session;
  const waiting = await findNewEmail(ctx.db.query, uid, ctx.now());
  if (!waiting) throw AccountError.unknownEmail();
  await spendMail(ctx, request, uid);
  const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, uid, purpose, { data: JSON.stringify(waiting) }));
  const to = { uid, email: waiting.email, locale: session.locale };
  await ctx.mailer.send(to, 'changeEmailCode', { code, minutes: codeMinutes(purpose) });
  return {};
};

/** `POST /recovery_email/secondary/verify_code`: the code that went to the new address. */
export const recoveryEmailVerifySecondary: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(verifyBody, request);
  const { right, row } = await takeCode(ctx, session.uid, purpose, input.code);
  if (!right) throw AccountError.invalidCode();
  const waiting = newEmailOf(row);
  if (!isSameEmail(waiting.email, input.email)) throw AccountError.unknownEmail();
  const data = JSON.stringify({ ...waiting, verified: true });
  await ctx.db.transaction((tx) => saveCode(tx, { ...row, code: null, data }));
  return {};
};

/**
 * `POST /recovery_email/set_primary`. The password's salt stays the address of sign-up, which sign-in tells clients (§3.4); so
 * that address goes on finding the account.
 */
export const recoveryEmailSetPrimary: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(addressBody, request);
  const { uid } = session;
  const waiting = await findNewEmail(ctx.db.query, uid, ctx.now());
  if (!waiting || !isSameEmail(waiting.email, input.email)) throw AccountError.unknownEmail();
  if (!waiting.verified) throw AccountError.emailNotVerified();
  const now = ctx.now();
  const { kdf_email } = await requireAccount(ctx, uid);
  try {
    await ctx.db.transaction(async (tx) => {
      await deleteCode(tx, uid, purpose);
      await updateAccount(tx, uid, {
        email: waiting.email,
        normalized_email: normalizeEmail(waiting.email),
        alias_email: isSameEmail(waiting.email, kdf_email) ? null : normalizeEmail(kdf_email),
        email_verified: 1,
        profile_changed_at: Math.max(now, session.profileChangedAt + 1),
      });
    });
  } catch (error) {
    if (isDuplicate(error)) throw AccountError.emailTaken();
    throw error;
  }
  audit(request, 'EmailChanged', { uid });
  ctx.mailer.notify(session, 'emailChanged', { newEmail: waiting.email, time: formatTime(now) });
  ctx.push.tellOthers(uid, null, 'fxaccounts:profile_updated');
  return {};
};

/** `POST /recovery_email/destroy`: gives the new address up. */
export const recoveryEmailDestroy: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(addressBody, request);
  const waiting = await findNewEmail(ctx.db.query, session.uid, ctx.now());
  if (!waiting || !isSameEmail(waiting.email, input.email)) throw AccountError.unknownEmail();
  await deleteCode(ctx.db.query, session.uid, purpose);
  return {};
};
