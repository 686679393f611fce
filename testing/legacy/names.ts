import { createHash } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32 in lower case, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + letters[(held << (5 - bits)) & 31] : text;
}

/** Makes the name in URLs of what a person has typed, as all clients do (sync11.md §1.1). */
export function usernameOf(account: string): string {
  const lower = account.trim().toLowerCase();
  if (!/[^A-Z0-9._-]/i.test(lower)) return lower;
  return base32(createHash('sha1').update(lower, 'utf8').digest());
}

/** The recovery key as people see it: twenty-six characters in groups (sync11.md §2.8). */
export function showRecoveryKey(key: Uint8Array): string {
  const text = base32(key).replaceAll('l', '8').replaceAll('o', '9');
  return [text[0], ...text.slice(1).match(/.{5}/g)!].join('-');
}

/** What a client makes of a password with non-ASCII characters when it encodes it once more (sync11.md §1.7). */
export const encodeAgain = (password: string): string => Buffer.from(password, 'utf8').toString('latin1');
