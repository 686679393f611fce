import { randomBytes } from 'node:crypto';

/** A record as Firefox uploads it: JSON text of ciphertext, IV and HMAC. */
export interface UploadRecord {
  id: string;
  payload: string;
  sortindex?: number;
  ttl?: number;
}

const blocks = Array.from({ length: 64 }, () => randomBytes(3000).toString('base64'));
const hmac = 'd'.repeat(64);

/**
 * Makes records of about a given size.
 *
 * @param count - How many.
 * @param bytes - Size of a payload; bookmarks and visits have about 600.
 * @param ttl - Seconds, for collections whose records end.
 */
export function records(count: number, bytes = 600, ttl?: number): UploadRecord[] {
  return Array.from({ length: count }, () => {
    const id = randomBytes(9).toString('base64url');
    return { id, payload: payload(bytes), ...(ttl === undefined ? {} : { ttl }) };
  });
}

/** A payload of about `bytes` bytes. */
export function payload(bytes: number): string {
  const block = blocks[Math.floor(Math.random() * blocks.length)]!;
  let ciphertext = '';
  for (let left = bytes - 130; left > 0; left -= block.length) ciphertext += block.slice(0, left);
  return JSON.stringify({ ciphertext, IV: 'mGCgGjVOC5XYyjTYXJIYtg==', hmac });
}
