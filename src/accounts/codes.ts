import { randomBytes, randomInt } from 'node:crypto';
import type { Request } from 'express';
import { equalText } from '../crypto/hawk.ts';
import { sha256Hex } from '../crypto/random.ts';
import type { Queries } from '../database/database.ts';
import { clientNetwork } from '../http/client-network.ts';
import type { AccountsContext } from './context.ts';
import { type CodePurpose, type CodeRow, deleteCode, findCode, saveCode, spendTry } from './store/codes.ts';

const minute = 60_000;
const digits = (count: number) => () => String(randomInt(10 ** count)).padStart(count, '0');
const hexCode = () => randomBytes(16).toString('hex');
// Without characters that look alike.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const letters = () => Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');

const kinds: Record<CodePurpose, { make: () => string; lifetime: number; tries: number }> = {
  'verify-session': { make: digits(6), lifetime: 20 * minute, tries: 5 },
  'verify-email': { make: hexCode, lifetime: 24 * 60 * minute, tries: 5 },
  'change-email': { make: digits(6), lifetime: 60 * minute, tries: 5 },
  'forgot-code': { make: hexCode, lifetime: 60 * minute, tries: 3 },
  'forgot-otp': { make: digits(8), lifetime: 20 * minute, tries: 5 },
  unblock: { make: letters, lifetime: 60 * minute, tries: 5 },
};

/** How long a code of a purpose is good, in minutes. */
export const codeMinutes = (purpose: CodePurpose): number => kinds[purpose].lifetime / minute;

/** How often a wrong one may be typed. */
export const codeTries = (purpose: CodePurpose): number => kinds[purpose].tries;

/**
 * Makes a code, in place of an older one.
 *
 * @param options - `data` is kept with it; `readable`: kept in clear for the administrator to hand out, as when there is no mail.
 * @returns The code as people type it.
 */
export async function issueCode(
  ctx: Pick<AccountsContext, 'mailer' | 'now'>,
  tx: Queries,
  uid: string,
  purpose: CodePurpose,
  { data = null, readable = !ctx.mailer.works }: { data?: string | null; readable?: boolean } = {},
): Promise<string> {
  const { make, lifetime, tries } = kinds[purpose];
  const code = make();
  const now = ctx.now();
  await saveCode(tx, {
    uid,
    purpose,
    code_hash: sha256Hex(code),
    code: readable ? code : null,
    data,
    tries_left: tries,
    created_at: now,
    expires_at: now + lifetime,
  });
  return code;
}

/** Who gives a code to the person: pages say so. */
export const deliveryOf = (ctx: Pick<AccountsContext, 'mailer'>): 'mail' | 'administrator' =>
  ctx.mailer.works ? 'mail' : 'administrator';

/** Counts a mail to an account before it is made. */
export async function spendMail(ctx: Pick<AccountsContext, 'limits'>, request: Request, uid: string): Promise<void> {
  await ctx.limits.spend('mailFromAddress', clientNetwork(request));
  await ctx.limits.spend('mailToAccount', uid);
}

/**
 * Checks a code and uses it up when it is right. Guesses are counted per code, and per account and purpose: who guesses at one
 * kind of code can't keep the owner from typing another.
 *
 * @returns The code's row, or what is left of it when the code was wrong: undefined when it has run out.
 * @throws {AccountError} 429/114.
 */
export async function takeCode(
  ctx: Pick<AccountsContext, 'db' | 'limits' | 'now'>,
  uid: string,
  purpose: CodePurpose,
  code: string,
): Promise<{ right: true; row: CodeRow } | { right: false; row: CodeRow | undefined }> {
  const counter = `${uid} ${purpose}`;
  await ctx.limits.spend('codeOfAccount', counter);
  const result = await ctx.db.transaction(async (tx) => {
    if (!(await spendTry(tx, uid, purpose))) return undefined;
    const row = await findCode(tx, uid, purpose, ctx.now());
    if (!row) return undefined;
    const right = equalText(row.code_hash, sha256Hex(code));
    if (right || row.tries_left === 0) await deleteCode(tx, uid, purpose);
    return { right, row };
  });
  if (!result) return { right: false, row: undefined };
  if (result.right) await ctx.limits.clear('codeOfAccount', counter);
  return result as { right: true; row: CodeRow } | { right: false; row: CodeRow };
}
