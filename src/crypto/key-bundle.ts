import { createHmac } from 'node:crypto';
import { hkdf } from './hkdf.ts';

/** XOR of two byte strings of equal length. */
export function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ b[i]!));
}

/**
 * Builds the answer of `GET /account/keys` (accounts.md §4.5).
 *
 * @param bundleKey - 32 bytes, from the keyFetchToken.
 * @param kA - 32 bytes.
 * @param wrapKb - 32 bytes.
 * @returns 192 hex characters.
 */
export function keyBundle(bundleKey: Uint8Array, kA: Uint8Array, wrapKb: Uint8Array): string {
  const keys = hkdf(bundleKey, '', 'identity.mozilla.com/picl/v1/account/keys', 96);
  const ciphertext = xor(Buffer.concat([kA, wrapKb]), keys.subarray(32));
  const mac = createHmac('sha256', keys.subarray(0, 32)).update(ciphertext).digest();
  return Buffer.concat([ciphertext, mac]).toString('hex');
}
