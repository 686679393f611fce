import type { Request } from 'express';
import { equalText } from '../crypto/hawk.ts';
import { randomHex } from '../crypto/random.ts';
import { wrapKey } from '../crypto/verifier.ts';
import { audit } from '../http/audit.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { AccountsContext } from './context.ts';
import type { Account, AccountRow } from './store/accounts.ts';

/** A new password as clients send it: version 1, and version 2 from those that know it (accounts.md §4.2). */
export interface NewPassword {
  authPW: string;
  wrapKb?: string;
  authPWVersion2?: string;
  wrapKbVersion2?: string;
  clientSalt?: string;
}

type PasswordColumns = Pick<
  AccountRow,
  'auth_salt' | 'verify_hash' | 'wrap_wrap_kb' | 'client_salt' | 'verify_hash_v2' | 'wrap_wrap_kb_v2'
>;

/**
 * Prepares a new password for storing. Both versions share one salt, so that one scrypt checks either.
 *
 * @returns The columns, and the `wrapKb` of each version; version 1 gets a random one when the client sent none.
 * @throws {AccountError} 400/107 when only part of version 2 was sent.
 */
export async function preparePassword(
  ctx: Pick<AccountsContext, 'passwords'>,
  password: NewPassword,
): Promise<{ columns: PasswordColumns; wrapKb: string; wrapKbVersion2?: string }> {
  const { authPWVersion2, wrapKbVersion2, clientSalt } = password;
  const hasV2 = authPWVersion2 !== undefined;
  const complete = hasV2 === (wrapKbVersion2 !== undefined) && hasV2 === (clientSalt !== undefined);
  if (!complete || (hasV2 && password.wrapKb === undefined)) {
    throw AccountError.invalidParameter({
      message: 'version 2 needs authPWVersion2, wrapKbVersion2, clientSalt, wrapKb',
    });
  }
  const authSalt = randomHex(32);
  const wrapKb = password.wrapKb ?? randomHex(32);
  const v1 = await ctx.passwords.stretch(password.authPW, authSalt);
  const v2 = hasV2 ? await ctx.passwords.stretch(authPWVersion2, authSalt) : undefined;
  return {
    wrapKb,
    wrapKbVersion2,
    columns: {
      auth_salt: authSalt,
      verify_hash: v1.verifyHash,
      wrap_wrap_kb: wrapKey(wrapKb, v1.wrapWrapKey),
      client_salt: clientSalt ?? null,
      verify_hash_v2: v2?.verifyHash ?? null,
      wrap_wrap_kb_v2: v2 ? wrapKey(wrapKbVersion2!, v2.wrapWrapKey) : null,
    },
  };
}

/** What a right password opens: which version it was, and that version's `wrapKb` (hex). */
export interface CheckedPassword {
  version: 1 | 2;
  wrapKb: string;
}

/**
 * Checks a password. Failures are counted before scrypt is reached, for each caller apart (accounts.md §10.5).
 *
 * @param options - `spelling`: the address as the client sent it; `unblocked`: a mailed code has lifted the account's limits;
 *   `session`: the one that the request was made with.
 * @throws {AccountError} 400/103, 400/120 when the spelling was the reason, 400/121 for a locked account, 429/114, 503/201.
 */
export async function checkPassword(
  ctx: Pick<AccountsContext, 'guesses' | 'passwords'>,
  request: Request,
  account: Account,
  authPW: string,
  options: { spelling: string; unblocked?: boolean; session?: { uid: string; verified: boolean } },
): Promise<CheckedPassword> {
  const guess = await ctx.guesses.password(request, account.uid, options);
  const stretched = await ctx.passwords.stretch(authPW, account.auth_salt);
  const wrapped = matchingWrap(account, stretched.verifyHash);
  if (!wrapped) {
    // Whoever has another address now, or writes it with other capitals, stretches with the wrong one at first: the client
    // tries again by itself, so this is no failure yet.
    const isSpelling = options.spelling !== account.kdf_email;
    audit(request, isSpelling ? 'SignInAgain' : 'SignInFailed', { uid: account.uid });
    if (isSpelling) throw AccountError.incorrectEmailCase(account.kdf_email);
    throw AccountError.incorrectPassword(account.kdf_email);
  }
  await guess.wasRight();
  if (account.disabled_at !== null) throw AccountError.accountLocked();
  return { version: wrapped.version, wrapKb: wrapKey(wrapped.wrapWrapKb, stretched.wrapWrapKey) };
}

function matchingWrap(account: Account, verifyHash: string): { version: 1 | 2; wrapWrapKb: string } | undefined {
  if (equalText(verifyHash, account.verify_hash)) return { version: 1, wrapWrapKb: account.wrap_wrap_kb };
  const { verify_hash_v2: hash, wrap_wrap_kb_v2: wrapWrapKb } = account;
  if (hash !== null && wrapWrapKb !== null && equalText(verifyHash, hash)) return { version: 2, wrapWrapKb };
  return undefined;
}
