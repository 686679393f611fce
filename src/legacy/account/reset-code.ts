import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../../crypto/random.ts';
import type { LegacyContext } from '../context.ts';
import { replaceResetCode } from '../store/reset-codes.ts';
import type { LegacyUser } from '../store/users.ts';

/** How long a code is good, in hours (sync11.md §1.4). */
export const resetHours = 6;

/**
 * Makes the code with which a password can be replaced, once. A code that was made before is good no more.
 *
 * @returns The link that holds it; only its hash is kept.
 */
export async function makeResetLink(
  { config, db, now }: Pick<LegacyContext, 'config' | 'db' | 'now'>,
  { uid, name }: Pick<LegacyUser, 'uid' | 'name'>,
): Promise<string> {
  // 160 bits, in four groups as the old codes had.
  const code = randomBytes(20)
    .toString('hex')
    .toUpperCase()
    .replace(/.{10}(?=.)/g, '$&-');
  const expires_at = now() + resetHours * 3_600_000;
  await db.transaction((tx) => replaceResetCode(tx, { uid, code_hash: hashOfCode(code), expires_at }));
  return `${config.publicUrl}/weave-password-reset?username=${name}&key=${code}`;
}

/** Under which hash a code is kept, however it was typed. */
export const hashOfCode = (code: string): string => sha256Hex(code.trim().toUpperCase());
