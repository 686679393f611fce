import { codeMinutes, issueCode, repeatCode } from '../codes.ts';
import type { AccountsContext } from '../context.ts';
import type { MailRecipient } from '../mail/mailer.ts';

/**
 * Mails the code that confirms an address and verifies the session that waits for it, with a link that does the same.
 *
 * @throws {AccountError} 500/151 when the mail could not be sent.
 */
export async function sendVerification(ctx: AccountsContext, account: MailRecipient): Promise<void> {
  const { uid } = account;
  const { code, linkCode } = await ctx.db.transaction(async (tx) => ({
    code: await issueCode(ctx, tx, uid, 'verify-session'),
    linkCode: await issueCode(ctx, tx, uid, 'verify-email'),
  }));
  await mailVerification(ctx, account, { code, linkCode, minutes: codeMinutes('verify-session') });
}

/**
 * Mails the code and the link of the last mail once more.
 *
 * @throws {AccountError} 500/151 when the mail could not be sent.
 */
export async function repeatVerification(ctx: AccountsContext, account: MailRecipient): Promise<void> {
  const { uid } = account;
  const facts = await ctx.db.transaction(async (tx) => ({
    ...(await repeatCode(ctx, tx, uid, 'verify-session')),
    linkCode: (await repeatCode(ctx, tx, uid, 'verify-email')).code,
  }));
  await mailVerification(ctx, account, facts);
}

async function mailVerification(
  ctx: AccountsContext,
  account: MailRecipient,
  facts: { code: string; linkCode: string; minutes: number },
): Promise<void> {
  const link = `${ctx.config.publicUrl}/verify_email?uid=${account.uid}&code=${facts.linkCode}`;
  await ctx.mailer.send(account, 'verifyCode', { ...facts, link });
}

/** {@link sendVerification} in the background, after a sign-in; whoever gets no mail asks for another one. */
export function sendVerificationLater(ctx: AccountsContext, account: MailRecipient): void {
  sendVerification(ctx, account).catch(() => {
    ctx.log.warn('a new account got no confirmation mail', { uid: account.uid });
  });
}
