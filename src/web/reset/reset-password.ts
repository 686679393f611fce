import { unwrapKb } from '../../crypto/client/account-keys.ts';
import { type Bytes, toHex } from '../../crypto/client/bytes.ts';
import { stretchPassword } from '../../crypto/client/onepw.ts';
import { recoveryKeyParts, unsealKb } from '../../crypto/client/recovery-key.ts';
import type { SecurityApi } from '../api/security-api.ts';

/** Somebody who has shown, by a code, that the account is theirs. */
export interface ResetPermit {
  uid: string;
  email: string;
  /** The address that salts the account's passwords. */
  salt: string;
  accountResetToken: string;
}

/** kB out of a recovery key, and the key's id. */
export interface RecoveredKey {
  kB: Bytes;
  recoveryKeyId: string;
}

/**
 * Trades the code of a mail for the permission to set a new password.
 *
 * @throws {ApiError} errno 105 or 183 when the code is wrong.
 */
export async function getPermit(
  api: Pick<SecurityApi, 'verifyResetCode' | 'allowReset'>,
  email: string,
  otp: string,
): Promise<ResetPermit> {
  const { uid, token, code, emailToHashWith } = await api.verifyResetCode(email, otp);
  return { uid, email, salt: emailToHashWith || email, accountResetToken: await api.allowReset(token, code) };
}

/**
 * Opens kB with a recovery key.
 *
 * @param key - 20 bytes.
 * @throws {ApiError} errno 158 when the account has no such key.
 */
export async function recoverKey(
  api: Pick<SecurityApi, 'recoveryData'>,
  { uid, accountResetToken }: ResetPermit,
  key: Bytes,
): Promise<RecoveredKey> {
  const { id } = await recoveryKeyParts(key, uid);
  const recoveryData = await api.recoveryData(accountResetToken, id);
  return { kB: await unsealKb(key, uid, recoveryData), recoveryKeyId: id };
}

/**
 * Sets a new password.
 *
 * @param recovered - With it the stored data stays readable; null: the account starts with a new key, and the data on the
 *   server is lost.
 * @returns The token of a new session.
 */
export async function resetPassword(
  api: Pick<SecurityApi, 'resetAccount'>,
  { salt, accountResetToken }: ResetPermit,
  password: string,
  recovered: RecoveredKey | null,
): Promise<string> {
  const { authPW, unwrapBKey } = await stretchPassword(salt, password);
  const kept = recovered && {
    wrapKb: toHex(unwrapKb(recovered.kB, unwrapBKey)),
    recoveryKeyId: recovered.recoveryKeyId,
  };
  return (await api.resetAccount(accountResetToken, { authPW, ...kept })).sessionToken;
}
