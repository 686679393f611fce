import type { MailSubject } from './mail-kinds.ts';

/**
 * The headers by which programs find what people read in a mail: named as Mozilla's are, since PyFxA and test suites of other
 * servers look for them.
 *
 * @param uid - The account's.
 */
export function mailHeaders(mail: MailSubject, uid: string): Record<string, string> {
  return { 'X-Uid': uid, ...codeHeaders(mail) };
}

function codeHeaders({ kind, facts }: MailSubject): Record<string, string> {
  switch (kind) {
    case 'verifyCode':
      return { 'X-Verify-Code': facts.linkCode, 'X-Verify-Short-Code': facts.code, 'X-Link': facts.link };
    case 'resetCode':
      // The older way mails 32 characters, the newer one 8 digits (accounts.md §3.6).
      return { [facts.code.length === 32 ? 'X-Recovery-Code' : 'X-Password-Forgot-Otp']: facts.code };
    case 'unblockCode':
      return { 'X-Unblock-Code': facts.code };
    case 'changeAccountCode':
      return { 'X-Account-Change-Verify-Code': facts.code };
    case 'changeEmailCode':
      return { 'X-Verify-Code': facts.code };
    case 'legacyReset':
      return { 'X-Link': facts.link };
    default:
      return {};
  }
}
