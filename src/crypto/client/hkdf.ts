import { type Bytes, utf8 } from './bytes.ts';

/** What every HKDF context string of the accounts protocol begins with (accounts.md §4). */
export const namespace = 'identity.mozilla.com/picl/v1/';

/**
 * HKDF with SHA-256 (RFC 5869) by WebCrypto, so that it runs in a page and in Node.
 *
 * @param ikm - Input keying material.
 * @param info - Context; a text goes in as UTF-8.
 * @param length - Bytes to derive, at most 8160.
 * @param salt - Absent: empty.
 */
export async function hkdf(
  ikm: Bytes,
  info: string | Bytes,
  length: number,
  salt: Bytes = new Uint8Array(),
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info: typeof info === 'string' ? utf8(info) : info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}
