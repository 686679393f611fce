import { CompactEncrypt, compactDecrypt } from 'jose';
import { type Bytes, fromHex, toHex, utf8 } from './bytes.ts';
import { hkdf } from './hkdf.ts';

// Crockford's base32: no I, L, O or U, so that a written key can be read back without guessing.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A recovery key as people see it: 32 characters. Its 20 bytes never leave the page. */
export function newRecoveryKey(): string {
  return encodeRecoveryKey(crypto.getRandomValues(new Uint8Array(20)));
}

/** Crockford base32 of 20 bytes: 32 characters. */
export function encodeRecoveryKey(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((group) => alphabet[Number.parseInt(group, 2)]).join('');
}

/**
 * Reads a recovery key as somebody typed it: spaces, dashes and lower case are fine, and the letters that look like digits
 * count as those digits.
 *
 * @returns 20 bytes, or null when it can't be a recovery key.
 */
export function decodeRecoveryKey(text: string): Bytes | null {
  const clean = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (clean.length !== 32) return null;
  const values = Array.from(clean, (character) => alphabet.indexOf(character));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

/** What is derived from a recovery key (accounts.md §4.9): its id as 32 hex characters, and 32 bytes that encrypt kB. */
export async function recoveryKeyParts(key: Bytes, uid: string): Promise<{ id: string; encryptionKey: Bytes }> {
  const salt = fromHex(uid);
  const id = toHex(await hkdf(key, 'fxa recovery fingerprint', 16, salt));
  return { id, encryptionKey: await hkdf(key, 'fxa recovery encrypt key', 32, salt) };
}

/**
 * Locks kB with a recovery key.
 *
 * @returns What `POST /recoveryKey` takes.
 */
export async function sealKb(
  key: Bytes,
  uid: string,
  kB: Bytes,
): Promise<{ recoveryKeyId: string; recoveryData: string }> {
  const { id, encryptionKey } = await recoveryKeyParts(key, uid);
  const recoveryData = await new CompactEncrypt(utf8(JSON.stringify({ kB: toHex(kB) })))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
    .encrypt(encryptionKey);
  return { recoveryKeyId: id, recoveryData };
}

/**
 * Gets kB back out of `recoveryData`.
 *
 * @throws {Error} When the data belongs to another key or was changed.
 */
export async function unsealKb(key: Bytes, uid: string, recoveryData: string): Promise<Bytes> {
  const { encryptionKey } = await recoveryKeyParts(key, uid);
  const { plaintext } = await compactDecrypt(recoveryData, encryptionKey, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  return fromHex((JSON.parse(new TextDecoder().decode(plaintext)) as { kB: string }).kB);
}
