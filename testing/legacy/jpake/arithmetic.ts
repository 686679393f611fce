import { randomBytes } from 'node:crypto';
import { q } from './group.ts';

/** `base` to the power of `exponent`, modulo `modulus`; the exponent is not negative. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The number from 0 to `modulus` − 1 that leaves the same remainder. */
export const remainder = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

/** A random exponent from 1 to q − 1. */
export function randomExponent(): bigint {
  // 64 bits more than q has, so that no remainder is likelier than another.
  const wide = BigInt(`0x${randomBytes(40).toString('hex')}`);
  return 1n + (wide % (q - 1n));
}

/** A number as big-endian bytes without leading zeros. */
export function toBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/** A number as it stands in messages. */
export const toHex = (value: bigint): string => value.toString(16).toUpperCase();

/**
 * Reads a number of a message.
 *
 * @throws {TypeError} When it isn't hexadecimal.
 */
export function fromHex(text: unknown): bigint {
  if (typeof text !== 'string' || !/^[0-9A-Fa-f]+$/.test(text)) throw new TypeError('not a hexadecimal number');
  return BigInt(`0x${text}`);
}
