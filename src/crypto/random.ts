import { createHash, randomBytes } from 'node:crypto';

/** `bytes` random bytes as lowercase hex. */
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** SHA-256 of a text (UTF-8) or of bytes, as lowercase hex: how ids of tokens are stored. */
export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
