import { isCommonPassword } from './common-passwords.ts';

/** The fewest bytes of a password (sync11.md §1.4). */
export const shortestPassword = 8;

/**
 * Returns true when a password is too weak: too short, the user's name in any capitals, or one of the most common ones
 * (sync11.md §1.4).
 *
 * @param name - The user's.
 */
export const isWeak = async (password: string, name: string): Promise<boolean> =>
  Buffer.byteLength(password) < shortestPassword ||
  password.toLowerCase() === name.toLowerCase() ||
  (await isCommonPassword(password));

/**
 * What a client may have meant: the password as it came, and decoded up to twice. After a restart old browsers encode what
 * they keep as UTF-8 once more, and a paired device once more still (sync11.md §1.7, §9).
 */
export function readings(password: string): string[] {
  const all = [password];
  for (let round = 0; round < 2; round++) {
    const decoded = decodeOnce(all.at(-1)!);
    if (decoded === undefined) break;
    all.push(decoded);
  }
  return all;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeOnce(text: string): string | undefined {
  // ASCII stays the same, however often it is encoded.
  if (!/^[\0-\xff]*$/.test(text) || !/[\x80-\xff]/.test(text)) return undefined;
  try {
    return strict.decode(Buffer.from(text, 'latin1'));
  } catch {
    return undefined;
  }
}
