import type { Bytes } from '../crypto/client/bytes.ts';
import { stretchPassword } from '../crypto/client/onepw.ts';
import type { SessionAnswer, SignInApi } from './sign-in-api.ts';
import { withPassword } from './with-password.ts';

/** What the session still waits for before it may have the keys. */
export type PendingCheck = 'totp' | 'email code' | null;

/** An account whose password was just typed. Lives in memory only. */
export interface SignedInAccount {
  uid: string;
  /** As the server spells it. */
  email: string;
  sessionToken: string;
  keyFetchToken: string;
  unwrapBKey: Bytes;
  pending: PendingCheck;
}

/**
 * Signs in.
 *
 * @throws {ApiError} errno 102 unknown account, 103 wrong password, 114 too many tries.
 */
export async function signIn(api: Pick<SignInApi, 'login'>, email: string, password: string): Promise<SignedInAccount> {
  const { answer, salt, unwrapBKey } = await withPassword(email, password, api.login);
  // After a change of the address the salt is still the old one; only another spelling of the same is better than what was
  // typed.
  const isSameAddress = compared(salt) === compared(email);
  return toAccount(answer, isSameAddress ? salt : email, unwrapBKey);
}

/**
 * Creates an account.
 *
 * @param asked - Code of an invitation and answer to the captcha, where the server wants them; else empty.
 * @throws {ApiError} errno 101 exists already, 125 wrong captcha, 202 not open for this address.
 */
export async function signUp(
  api: {
    create(body: { email: string; authPW: string; invite?: string; captcha?: string }): Promise<SessionAnswer>;
  },
  email: string,
  password: string,
  { invite, captcha }: { invite: string; captcha: string },
): Promise<SignedInAccount> {
  const { authPW, unwrapBKey } = await stretchPassword(email, password);
  const answer = await api.create({ email, authPW, ...(invite && { invite }), ...(captcha && { captcha }) });
  return toAccount(answer, email, unwrapBKey);
}

function toAccount(answer: SessionAnswer, email: string, unwrapBKey: Bytes): SignedInAccount {
  const { uid, sessionToken, keyFetchToken = '' } = answer;
  return { uid, email, sessionToken, keyFetchToken, unwrapBKey, pending: pendingCheck(answer) };
}

function pendingCheck({ verified, sessionVerified, verificationMethod }: SessionAnswer): PendingCheck {
  if ((sessionVerified ?? verified) !== false) return null;
  return verificationMethod === 'totp-2fa' ? 'totp' : 'email code';
}

const compared = (address: string) => address.normalize('NFC').toLowerCase();
