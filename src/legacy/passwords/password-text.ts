/** The fewest bytes of a password (sync11.md §1.4). */
export const shortestPassword = 8;

/**
 * Returns true when a password is too weak: too short, or the user's name in any capitals (sync11.md §1.4).
 *
 * @param name - The user's.
 */
export const isWeak = (password: string, name: string): boolean =>
  Buffer.byteLength(password) < shortestPassword || password.toLowerCase() === name.toLowerCase();

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
