import { hash } from 'node:crypto';

// SHA-256 works on blocks of so many bytes and gives so many (RFC 2104 §2).
const block = 64;
const length = 32;

/** A key of HMAC-SHA256 made ready: the blocks that the inner and the outer hash begin with. */
export interface HmacKey {
  inner: Buffer;
  outer: Buffer;
}

/** Makes a key ready for {@link hmacBase64}. */
export function hmacKey(key: string | Uint8Array): HmacKey {
  const given = Buffer.from(key);
  const bytes = given.length > block ? hash('sha256', given, 'buffer') : given;
  const padded = (pad: number) => Buffer.alloc(block, pad).map((byte, i) => byte ^ (bytes[i] ?? 0)) as Buffer;
  return { inner: padded(0x36), outer: padded(0x5c) };
}

// Each call writes all that it reads.
const message = Buffer.alloc(block + 4096);
const digest = Buffer.alloc(block + length);

/**
 * HMAC-SHA256 of a text (UTF-8). Two hashes at once take half of the time of an object that is fed and asked, and every
 * request of a sync is signed.
 *
 * @returns Standard base64.
 */
export function hmacBase64(key: HmacKey, text: string): string {
  // A character has at most three bytes.
  const isShort = text.length * 3 <= message.length - block;
  message.set(key.inner);
  const first = isShort
    ? message.subarray(0, block + message.write(text, block))
    : Buffer.concat([key.inner, Buffer.from(text)]);
  digest.set(key.outer);
  digest.write(hash('sha256', first, 'latin1'), block, 'latin1');
  return hash('sha256', digest, 'base64');
}
