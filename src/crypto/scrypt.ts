import { type ScryptOptions, scrypt as scryptCallback } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * scrypt (RFC 7914) on libuv's pool.
 *
 * @param password - Bytes, or text that counts as UTF-8.
 * @param salt - Salt.
 * @param length - Bytes to derive.
 * @param cost - N, r, p, and the memory it may take, in bytes.
 */
export const scrypt = promisify(
  scryptCallback as (
    password: Uint8Array | string,
    salt: Uint8Array,
    length: number,
    cost: ScryptOptions,
    callback: (error: Error | null, key: Buffer) => void,
  ) => void,
);
