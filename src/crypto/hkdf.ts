import { hkdfSync } from 'node:crypto';

/**
 * HKDF with SHA-256 (RFC 5869).
 *
 * @param ikm - Input keying material; a string counts as UTF-8.
 * @param salt - Salt; empty means 32 zero bytes.
 * @param info - Context string, UTF-8.
 * @param length - Bytes to derive, at most 8160.
 * @returns `length` bytes.
 */
export function hkdf(ikm: Uint8Array | string, salt: Uint8Array | string, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', ikm, salt, info, length));
}
