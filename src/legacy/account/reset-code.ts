import { sha256Hex } from '../../crypto/random.ts';
import type { LegacyContext } from '../context.ts';
import { findResetCode, replaceResetCode } from '../store/reset-codes.ts';
import type { LegacyUser } from '../store/users.ts';

/** How long a code is good, in hours (sync11.md §1.4). */
export const resetHours = 6;

const hour = 3_600_000;

/** How long a code must be good to be mailed again, in hours: there is always that much left of what a mail says. */
const worthRepeating = 1;

/**
 * Makes the code with which a password can be replaced, once. While one is good it is given again: anybody may ask for a mail,
 * and nobody but the owner can read it.
 *
 * @returns The link that holds it, of which only the hash is kept, and for how many whole hours it is good.
 */
export async function makeResetLink(
  { config, db, now, serverKeys }: Pick<LegacyContext, 'config' | 'db' | 'now' | 'serverKeys'>,
  { uid, name }: Pick<LegacyUser, 'uid' | 'name'>,
): Promise<{ link: string; hours: number }> {
  const codeUntil = (end: number) => inGroups(serverKeys.mac(`legacy reset ${uid} ${end}`));
  const until = await db.transaction(async (tx) => {
    const kept = await findResetCode(tx, uid);
    const isGood = kept !== undefined && kept.expires_at >= now() + worthRepeating * hour;
    // One that an older Foxden has made can't be told again.
    if (isGood && kept.code_hash === hashOfCode(codeUntil(kept.expires_at))) return kept.expires_at;
    const expires_at = now() + resetHours * hour;
    await replaceResetCode(tx, { uid, code_hash: hashOfCode(codeUntil(expires_at)), expires_at });
    return expires_at;
  });
  const link = `${config.publicUrl}/weave-password-reset?username=${name}&key=${codeUntil(until)}`;
  return { link, hours: Math.floor((until - now()) / hour) };
}

// 160 bits, in four groups as the old codes had.
const inGroups = (mac: string) =>
  mac
    .slice(0, 40)
    .toUpperCase()
    .replace(/.{10}(?=.)/g, '$&-');

/** Under which hash a code is kept, however it was typed. */
export const hashOfCode = (code: string): string => sha256Hex(code.trim().toUpperCase());
