import { codeMinutes, issueCode } from './codes.ts';
import type { AccountsContext } from './context.ts';
import type { MailRecipient } from './mail/mailer.ts';

/**
 * Mails the code that confirms an address and verifies the session that waits for it, with a link that does the same.
 *
 * @throws {AccountError} 500/151 when the mail could not be sent.
 */
export async function sendVerification(ctx: AccountsContext, account: MailRecipient): Promise<void> {
  const { code, linkCode } = await ctx.db.transaction(async (tx) => ({
    code: await issueCode(ctx, tx, account.uid, 'verify-session'),
    linkCode: await issueCode(ctx, tx, account.uid, 'verify-email'),
  }));
  const link = `${ctx.config.publicUrl}/verify_email?uid=${account.uid}&code=${linkCode}`;
  await ctx.mailer.send(account, 'verifyCode', { code, minutes: codeMinutes('verify-session'), link });
}

/** {@link sendVerification} in the background, after a sign-in; whoever gets no mail asks for another one. */
export function sendVerificationLater(ctx: AccountsContext, account: MailRecipient): void {
  sendVerification(ctx, account).catch(() => {
    ctx.log.warn('a new account got no confirmation mail', { uid: account.uid });
  });
}
