import { createHash } from 'node:crypto';
import { fromHex, power, randomExponent, remainder, toBytes, toHex } from './arithmetic.ts';
import { p, q } from './group.ts';

/** Proof that its signer knows an exponent, as it stands in messages (sync11.md §3.4). */
export interface Proof {
  /** Commitment g^v. */
  gr: string;
  /** Answer v − x·h mod q. */
  b: string;
  /** Who signed. */
  id: string;
}

/**
 * Proves knowledge of `exponent`.
 *
 * @param generator - To whose power `element` is.
 * @param signer - Name that is hashed in, so that a proof can't be sent back as one's own.
 */
export function prove(generator: bigint, exponent: bigint, element: bigint, signer: string): Proof {
  const v = randomExponent();
  const commitment = power(generator, v, p);
  const h = challenge(generator, commitment, element, signer);
  return { gr: toHex(commitment), b: toHex(remainder(v - exponent * h, q)), id: signer };
}

/** Returns true when the proof is `signer`'s for `element`, and `element` is in the subgroup. */
export function isProven(generator: bigint, element: bigint, proof: Proof, signer: string): boolean {
  if (proof.id !== signer || element <= 0n || element >= p || power(element, q, p) !== 1n) return false;
  const commitment = fromHex(proof.gr);
  const h = challenge(generator, commitment, element, signer);
  return (power(generator, fromHex(proof.b), p) * power(element, h, p)) % p === commitment;
}

function challenge(generator: bigint, commitment: bigint, element: bigint, signer: string): bigint {
  const hash = createHash('sha256');
  for (const bytes of [toBytes(generator), toBytes(commitment), toBytes(element), Buffer.from(signer)]) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return BigInt(`0x${hash.digest('hex')}`);
}
