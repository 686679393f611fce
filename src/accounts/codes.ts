import { randomBytes, randomInt } from 'node:crypto';
import type { Request } from 'express';
import { equalText } from '../crypto/hawk.ts';
import { sha256Hex } from '../crypto/random.ts';
import type { Queries } from '../database/database.ts';
import { audit } from '../http/audit.ts';
import type { AccountsContext } from './context.ts';
import { holdAccount } from './store/accounts.ts';
import {
  type CodePurpose,
  type CodeRow,
  deleteCode,
  findCode,
  prolongCode,
  saveCode,
  spendTry,
} from './store/codes.ts';

const minute = 60_000;
const digits = (count: number) => () => String(randomInt(10 ** count)).padStart(count, '0');
const hexCode = () => randomBytes(16).toString('hex');
// Without characters that look alike.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const letters = () => Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');

// Anybody may try these, or get a token to try them with; a few tries in all would let strangers use up the owner's code. Callers
// are counted apart.
const strangersTries = 50;

const kinds: Record<CodePurpose, { make: () => string; lifetime: number; tries: number }> = {
  'verify-session': { make: digits(6), lifetime: 20 * minute, tries: 5 },
  'verify-email': { make: hexCode, lifetime: 24 * 60 * minute, tries: strangersTries },
  'change-email': { make: digits(6), lifetime: 60 * minute, tries: 5 },
  'forgot-code': { make: hexCode, lifetime: 60 * minute, tries: strangersTries },
  'forgot-otp': { make: digits(8), lifetime: 20 * minute, tries: strangersTries },
  mfa: { make: digits(6), lifetime: 10 * minute, tries: 5 },
  unblock: { make: letters, lifetime: 60 * minute, tries: strangersTries },
};

const sealContext = (uid: string, purpose: CodePurpose) => `code ${uid} ${purpose}`;

/** How long a code of a purpose is good, in minutes. */
export const codeMinutes = (purpose: CodePurpose): number => kinds[purpose].lifetime / minute;

/** How often a wrong one may be typed. */
export const codeTries = (purpose: CodePurpose): number => kinds[purpose].tries;

/**
 * Makes a code, in place of an older one: only for whoever has proved to be the owner. Strangers could end the owner's code so;
 * what they may ask for is {@link repeatCode}.
 *
 * @param options - `data` is kept with it; `readable`: kept in clear for the administrator to hand out, as when there is no mail.
 * @returns The code as people type it.
 */
export async function issueCode(
  ctx: Pick<AccountsContext, 'mailer' | 'now' | 'serverKeys'>,
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
    code_hash: ctx.serverKeys.seal(code, sealContext(uid, purpose)),
    code: readable ? code : null,
    data,
    tries_left: tries,
    created_at: now,
    expires_at: now + lifetime,
  });
  return code;
}

// An older Foxden kept the hash of a code, without a seal or under one.
const isHash = (kept: string) => /^[0-9a-f]{64}$/.test(kept);
const isCode = (kept: string, typed: string) => equalText(kept, isHash(kept) ? sha256Hex(typed) : typed);

/** A code that is nearer to its end is good for longer when it is mailed again, once. */
const nearEnd = 5 * minute;

/**
 * Gives the code that was issued last once more, for a person who didn't get it or has lost it; a new one when there is none, or
 * none that could still be typed. Whoever asks, every code in a mail stays good as long as that mail says.
 *
 * @param options - As for {@link issueCode}, for a new code.
 * @returns The code, and how many minutes it is good for.
 */
export async function repeatCode(
  ctx: Pick<AccountsContext, 'mailer' | 'now' | 'serverKeys'>,
  tx: Queries,
  uid: string,
  purpose: CodePurpose,
  options: { data?: string | null } = {},
): Promise<{ code: string; minutes: number }> {
  // Two who ask at the same moment get one code.
  await holdAccount(tx, uid);
  const row = await findCode(tx, uid, purpose, ctx.now());
  if (row && row.tries_left > 0) {
    const code = ctx.serverKeys.open(row.code_hash, sealContext(uid, purpose));
    if (!isHash(code)) return { code, minutes: Math.max(1, Math.floor((await prolong(ctx, tx, row)) / minute)) };
  }
  return { code: await issueCode(ctx, tx, uid, purpose, options), minutes: codeMinutes(purpose) };
}

/** Gives how long the code is good, ms. */
async function prolong({ now }: Pick<AccountsContext, 'now'>, tx: Queries, row: CodeRow): Promise<number> {
  const { lifetime } = kinds[row.purpose as CodePurpose];
  const left = row.expires_at - now();
  const wasProlonged = row.expires_at - row.created_at > lifetime;
  if (left >= nearEnd || wasProlonged) return left;
  await prolongCode(tx, row, now() + lifetime);
  return lifetime;
}

/** Who gives a code to the person: pages say so. */
export const deliveryOf = (ctx: Pick<AccountsContext, 'mailer'>): 'mail' | 'administrator' =>
  ctx.mailer.works ? 'mail' : 'administrator';

/** Whose code it is, and the session that the request was made with, if any. */
export interface CodeOwner {
  uid: string;
  session?: { uid: string; verified: boolean };
}

/**
 * Counts a mail to an account before it is made. Strangers can't use up what known callers may have.
 *
 * @param underway - The code that this mail would bring.
 * @returns False when strangers have had enough mails but that code is still good: then none is to be sent, and whoever waits
 *   for one finds it in their mailbox.
 * @throws {AccountError} 429/114.
 */
export async function spendMail(
  ctx: Pick<AccountsContext, 'db' | 'limits' | 'callers' | 'now'>,
  request: Request,
  { uid, session }: CodeOwner,
  underway?: CodePurpose,
): Promise<boolean> {
  const caller = await ctx.callers.identify(request, uid, session);
  await ctx.limits.spend('mailFromAddress', caller.network, uid);
  await ctx.limits.spend('mailByCaller', `${uid} ${caller.key}`, uid);
  if (caller.isKnown) return true;
  try {
    await ctx.limits.spend('mailByStrangers', uid, uid);
    return true;
  } catch (error) {
    if (underway && (await findCode(ctx.db.query, uid, underway, ctx.now()))) return false;
    throw error;
  }
}

/**
 * Checks a code and uses it up when it is right. Guesses are counted per code, and per caller, account and purpose: who guesses
 * can't keep the owner from typing the code, nor another one.
 *
 * @param whenRight - What the right code is good for, in the same transaction: a change of password or address that ends all
 *   codes comes before both or after both.
 * @returns The code's row, or what is left of it when the code was wrong: undefined when it has run out.
 * @throws {AccountError} 429/114.
 */
export async function takeCode(
  ctx: Pick<AccountsContext, 'db' | 'callers' | 'guesses' | 'now' | 'serverKeys'>,
  request: Request,
  { uid, session }: CodeOwner,
  purpose: CodePurpose,
  code: string,
  whenRight?: (tx: Queries) => Promise<void>,
): Promise<{ right: true; row: CodeRow } | { right: false; row: CodeRow | undefined }> {
  const guess = await ctx.guesses.code(await ctx.callers.identify(request, uid, session), uid, purpose);
  const result = await ctx.db.transaction(async (tx) => {
    if (!(await spendTry(tx, uid, purpose))) return undefined;
    const row = await findCode(tx, uid, purpose, ctx.now());
    if (!row) return undefined;
    const right = isCode(ctx.serverKeys.open(row.code_hash, sealContext(uid, purpose)), code);
    if (right || row.tries_left === 0) await deleteCode(tx, uid, purpose);
    if (right) await whenRight?.(tx);
    return { right, row };
  });
  if (result?.right) await guess.wasRight();
  else audit(request, 'CodeFailed', { uid, purpose });
  if (!result) return { right: false, row: undefined };
  return result as { right: true; row: CodeRow } | { right: false; row: CodeRow };
}
