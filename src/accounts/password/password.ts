import type { Request } from 'express';
import { equalText } from '../../crypto/hawk.ts';
import { randomHex } from '../../crypto/random.ts';
import { currentCost, type StretchedPassword, wrapKey } from '../../crypto/verifier.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import type { AccountsContext } from '../context.ts';
import { type Account, type AccountRow, replaceVerifier } from '../store/accounts.ts';

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
  | 'verify_cost'
  | 'verify_cost_v2'
  | 'auth_salt'
  | 'verify_hash'
  | 'wrap_wrap_kb'
  | 'client_salt'
  | 'verify_hash_v2'
  | 'wrap_wrap_kb_v2'
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
      verify_cost: currentCost,
      verify_cost_v2: currentCost,
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
  ctx: Pick<AccountsContext, 'db' | 'guesses' | 'passwords'>,
  request: Request,
  account: Account,
  authPW: string,
  options: { spelling: string; unblocked?: boolean; session?: { uid: string; verified: boolean } },
): Promise<CheckedPassword> {
  const guess = await ctx.guesses.password(request, account.uid, options);
  const wrapped = await matchingWrap(ctx, account, authPW);
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
  const wrapKb = wrapKey(wrapped.wrapWrapKb, wrapped.stretched.wrapWrapKey);
  if (wrapped.cost < currentCost) await renewVerifier(ctx, account, authPW, { ...wrapped, wrapKb });
  return { version: wrapped.version, wrapKb };
}

interface MatchingWrap {
  version: 1 | 2;
  cost: number;
  wrapWrapKb: string;
  stretched: StretchedPassword;
}

/** Finds the version of the password that this is; either may have been stretched at another cost. */
async function matchingWrap(
  { passwords }: Pick<AccountsContext, 'passwords'>,
  account: Account,
  authPW: string,
): Promise<MatchingWrap | undefined> {
  const stretchings = new Map<number, StretchedPassword>();
  for (const version of [1, 2] as const) {
    const cost = version === 1 ? account.verify_cost : account.verify_cost_v2;
    const verifyHash = version === 1 ? account.verify_hash : account.verify_hash_v2;
    const wrapWrapKb = version === 1 ? account.wrap_wrap_kb : account.wrap_wrap_kb_v2;
    if (verifyHash === null || wrapWrapKb === null) continue;
    const stretched = stretchings.get(cost) ?? (await passwords.stretch(authPW, account.auth_salt, cost));
    stretchings.set(cost, stretched);
    if (equalText(stretched.verifyHash, verifyHash)) return { version, cost, wrapWrapKb, stretched };
  }
  return undefined;
}

/** Stretches a password anew, now that it is at hand, when its verifier cost less than new ones do. Salt and kB stay. */
async function renewVerifier(
  ctx: Pick<AccountsContext, 'db' | 'passwords'>,
  account: Account,
  authPW: string,
  known: { version: 1 | 2; wrapKb: string },
): Promise<void> {
  let stretched: StretchedPassword;
  try {
    stretched = await ctx.passwords.stretch(authPW, account.auth_salt);
  } catch (error) {
    // Too many wait; the next sign-in will do.
    if (error instanceof AccountError) return;
    throw error;
  }
  const wrapWrapKb = wrapKey(known.wrapKb, stretched.wrapWrapKey);
  const columns =
    known.version === 1
      ? { verify_cost: currentCost, verify_hash: stretched.verifyHash, wrap_wrap_kb: wrapWrapKb }
      : { verify_cost_v2: currentCost, verify_hash_v2: stretched.verifyHash, wrap_wrap_kb_v2: wrapWrapKb };
  await replaceVerifier(ctx.db.query, account, columns);
}
