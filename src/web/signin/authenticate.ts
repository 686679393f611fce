import type { Bytes } from '../../crypto/client/bytes.ts';
import { stretchPassword } from '../../crypto/client/onepw.ts';
import type { AccountsApi, SessionAnswer } from '../api/accounts-api.ts';
import { ApiError } from '../api/api-error.ts';

/** What the session still waits for before it may have the keys. */
export type PendingCheck = 'totp' | 'email code' | null;

/** An account whose password was just typed. Lives in this page's memory only, until Firefox has it. */
export interface SignedInAccount {
  uid: string;
  /** As the server spells it. */
  email: string;
  sessionToken: string;
  keyFetchToken: string;
  unwrapBKey: Bytes;
  pending: PendingCheck;
}

const wrongSpelling = 120;

/**
 * Signs in. When the server knows the address in another spelling (errno 120), the password is stretched again with that
 * one, since the spelling is its salt.
 *
 * @throws {ApiError} errno 102 unknown account, 103 wrong password, 114 too many tries.
 */
export async function signIn(
  api: Pick<AccountsApi, 'login'>,
  email: string,
  password: string,
): Promise<SignedInAccount> {
  try {
    const { authPW, unwrapBKey } = await stretchPassword(email, password);
    return toAccount(await api.login({ email, authPW }), email, unwrapBKey);
  } catch (error) {
    if (!(error instanceof ApiError) || error.errno !== wrongSpelling || !error.email) throw error;
    const { authPW, unwrapBKey } = await stretchPassword(error.email, password);
    const answer = await api.login({ email: error.email, authPW, originalLoginEmail: email });
    return toAccount(answer, error.email, unwrapBKey);
  }
}

/**
 * Creates an account.
 *
 * @param invite - Code of an invitation, if the server wants one.
 * @throws {ApiError} errno 101 exists already, 202 not open for this address.
 */
export async function signUp(
  api: Pick<AccountsApi, 'create'>,
  email: string,
  password: string,
  invite?: string,
): Promise<SignedInAccount> {
  const { authPW, unwrapBKey } = await stretchPassword(email, password);
  return toAccount(await api.create({ email, authPW, ...(invite && { invite }) }), email, unwrapBKey);
}

function toAccount(answer: SessionAnswer, email: string, unwrapBKey: Bytes): SignedInAccount {
  const { uid, sessionToken, keyFetchToken = '' } = answer;
  return { uid, email, sessionToken, keyFetchToken, unwrapBKey, pending: pendingCheck(answer) };
}

function pendingCheck({ verified, sessionVerified, verificationMethod }: SessionAnswer): PendingCheck {
  if ((sessionVerified ?? verified) !== false) return null;
  return verificationMethod === 'totp-2fa' ? 'totp' : 'email code';
}
