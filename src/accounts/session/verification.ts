import { repeatCode } from '../codes.ts';
import type { AccountsContext } from '../context.ts';
import type { MailRecipient } from '../mail/mailer.ts';

/**
 * Mails the code that confirms an address and verifies the session that waits for it, with a link that does the same: those of
 * the last mail, while they are good.
 *
 * @throws {AccountError} 500/151 when the mail could not be sent.
 */
export async function sendVerification(ctx: AccountsContext, account: MailRecipient): Promise<void> {
  const { uid } = account;
  const { linkCode, ...facts } = await ctx.db.transaction(async (tx) => ({
    ...(await repeatCode(ctx, tx, uid, 'verify-session')),
    linkCode: (await repeatCode(ctx, tx, uid, 'verify-email')).code,
  }));
  const link = `${ctx.config.publicUrl}/verify_email?uid=${uid}&code=${linkCode}`;
  await ctx.mailer.send(account, 'verifyCode', { ...facts, linkCode, link });
}

/** {@link sendVerification} in the background, after a sign-in; whoever gets no mail asks for another one. */
export function sendVerificationLater(ctx: AccountsContext, account: MailRecipient): void {
  sendVerification(ctx, account).catch(() => {
    ctx.log.warn('a new account got no confirmation mail', { uid: account.uid });
  });
}
