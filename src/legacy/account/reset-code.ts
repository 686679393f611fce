import { sha256Hex } from '../../crypto/random.ts';
import type { LegacyContext } from '../context.ts';
import { findResetCode, holdResetCode, type ResetCode, replaceResetCode } from '../store/reset-codes.ts';
import type { LegacyUser } from '../store/users.ts';

/** How long a code is good, in hours (sync11.md §1.4). */
export const resetHours = 6;

const hour = 3_600_000;

/** How long a code must be good to be mailed again, in hours: there is always that much left of what a mail says. */
const worthRepeating = 1;

type CodeContext = Pick<LegacyContext, 'config' | 'db' | 'now' | 'serverKeys'>;

/**
 * Makes the code with which a password can be replaced, once. While one is good it is given again, and in its last hour
 * the next one is made beside it: anybody may ask for a mail, and must not spoil the one that the owner has before them.
 *
 * @returns The link that holds it, of which only the hash is kept, and for how many whole hours it is good.
 */
export async function makeResetLink(
  ctx: CodeContext,
  { uid, name }: Pick<LegacyUser, 'uid' | 'name'>,
): Promise<{ link: string; hours: number }> {
  const { config, db, now } = ctx;
  const { code, end } = await db.transaction(async (tx) => {
    const kept = await holdResetCode(tx, uid);
    // One that an older Foxden has made can't be told again.
    const known = kept && codesUntil(ctx, uid, kept.expires_at).find((each) => hashOfCode(each) === kept.code_hash);
    const left = known === undefined ? 0 : kept!.expires_at - now();
    if (left >= worthRepeating * hour) return { code: known!, end: kept!.expires_at };
    const next = left > 0 ? kept!.expires_at + afterOneMore : now() + resetHours * hour;
    const [first, following] = codesUntil(ctx, uid, next);
    const made = left > 0 ? following : first;
    await replaceResetCode(tx, { uid, code_hash: hashOfCode(made), expires_at: next });
    return { code: made, end: next };
  });
  const link = `${config.publicUrl}/weave-password-reset?username=${name}&key=${code}`;
  return { link, hours: Math.floor((end - now()) / hour) };
}

/**
 * Finds what a code that somebody has typed is kept as.
 *
 * @returns The hash of the code that is kept: the typed one, or the one that was made beside it; undefined when it isn't good.
 */
export async function findKept(ctx: CodeContext, uid: number, typed: string): Promise<string | undefined> {
  const kept = await findResetCode(ctx.db.query, uid);
  if (!kept || kept.expires_at <= ctx.now()) return undefined;
  const hash = hashOfCode(typed);
  return hash === kept.code_hash || isBefore(ctx, uid, hash, kept) ? kept.code_hash : undefined;
}

/** Whether a code is the one beside which the kept one was made, and still good itself. */
function isBefore(ctx: CodeContext, uid: number, hash: string, { code_hash, expires_at }: ResetCode): boolean {
  const end = expires_at - afterOneMore;
  const [, following] = codesUntil(ctx, uid, expires_at);
  if (hashOfCode(following) !== code_hash || end <= ctx.now()) return false;
  return codesUntil(ctx, uid, end).some((code) => hashOfCode(code) === hash);
}

/** How much later than a code the next one ends that is made beside it, ms. */
const afterOneMore = (resetHours - worthRepeating) * hour;

/** The two codes that an account may have with one end: one that was made when there was none, and one that was made beside another. */
const codesUntil = ({ serverKeys }: CodeContext, uid: number, end: number): [first: string, following: string] => [
  inGroups(serverKeys.mac(`legacy reset ${uid} ${end}`)),
  inGroups(serverKeys.mac(`legacy reset ${uid} ${end} following`)),
];

// 160 bits, in four groups as the old codes had.
const inGroups = (mac: string) =>
  mac
    .slice(0, 40)
    .toUpperCase()
    .replace(/.{10}(?=.)/g, '$&-');

/** Under which hash a code is kept, however it was typed. */
const hashOfCode = (code: string): string => sha256Hex(code.trim().toUpperCase());
