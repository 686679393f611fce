import type { Account } from '../store/accounts.ts';

/** How a session that begins with the right password stands (accounts.md §10.4). */
export interface SessionState {
  verified: boolean;
  /** What verifies it: null, the password was enough. */
  verificationMethod: 'totp-2fa' | 'email-otp' | null;
}

/**
 * Tells what a session still lacks after the right password.
 *
 * @param mailWorks - Without mail nothing waits for it.
 */
export function sessionStateOf(
  account: Pick<Account, 'totp_verified' | 'email_verified'>,
  mailWorks: boolean,
): SessionState {
  if (account.totp_verified === 1) return { verified: false, verificationMethod: 'totp-2fa' };
  if (account.email_verified === 0 && mailWorks) return { verified: false, verificationMethod: 'email-otp' };
  return { verified: true, verificationMethod: null };
}

/**
 * Writes it as answers have it. `verified` alone is for older clients; newer ones read the other two (accounts.md §3.4).
 *
 * @param emailVerified - Of the account.
 */
export function stateFields(
  state: { verified: boolean; verificationMethod: string | null },
  emailVerified: boolean,
): Record<string, boolean | string> {
  const flags = {
    verified: state.verified,
    emailVerified: emailVerified || state.verified,
    sessionVerified: state.verified,
  };
  if (state.verified || state.verificationMethod === null) return flags;
  const verificationReason = state.verificationMethod === 'totp-2fa' ? 'login' : 'signup';
  return { ...flags, verificationMethod: state.verificationMethod, verificationReason };
}

/** Milliseconds as the seconds that `authAt` is told in. */
export const seconds = (ms: number): number => Math.floor(ms / 1000);
