import { type Bytes, concat } from '../client/bytes.ts';

/** Compares public byte strings; secrets are compared by WebCrypto. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const uint8 = (n: number): Bytes => Uint8Array.of(n);
export const uint16 = (n: number): Bytes => Uint8Array.of(n >> 8, n);
const uint24 = (n: number): Bytes => Uint8Array.of(n >> 16, n >> 8, n);

/** TLS vectors (RFC 8446 §3.4): the contents behind their length in 1, 2 or 3 bytes. */
export const vector8 = (...parts: Uint8Array[]): Bytes => prefixed(uint8, 0xff, parts);
export const vector16 = (...parts: Uint8Array[]): Bytes => prefixed(uint16, 0xffff, parts);
export const vector24 = (...parts: Uint8Array[]): Bytes => prefixed(uint24, 0xffffff, parts);

function prefixed(length: (n: number) => Bytes, max: number, parts: Uint8Array[]): Bytes {
  const contents = concat(...parts);
  if (contents.length > max) throw new RangeError(`vector of ${contents.length} bytes, at most ${max} fit`);
  return concat(length(contents.length), contents);
}
