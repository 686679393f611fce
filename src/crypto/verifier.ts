import { hkdf } from './hkdf.ts';
import { xor } from './key-bundle.ts';
import { isShortOfMemory } from './memory.ts';
import { scrypt } from './scrypt.ts';

const maxmem = 80 * 1024 * 1024;

/**
 * What a verifier may have cost, by the number that is kept with it. 2 and 3 are two of OWASP's equal choices: 64 and 16 MiB of
 * memory; 1 is what Foxden took before.
 */
const costs = new Map([
  [1, { N: 65536, r: 8, p: 1, maxmem }],
  [2, { N: 65536, r: 8, p: 2, maxmem }],
  [3, { N: 16384, r: 8, p: 5, maxmem }],
]);

/** What new verifiers cost. */
export const currentCost = isShortOfMemory ? 3 : 2;

const namespace = 'identity.mozilla.com/picl/v1/';

/** What scrypt makes of a password: hex of 32 bytes each (accounts.md §4.3). */
export interface StretchedPassword {
  /** Proves the password; what the server keeps of it. */
  verifyHash: string;
  /** Wraps `wrapKb`; never kept. */
  wrapWrapKey: string;
}

/**
 * Stretches a password for storing or checking. Takes 16 or 64 MiB and about 200 ms on libuv's pool, so callers limit first.
 *
 * @param authPW - 32 bytes from the client, as hex.
 * @param authSalt - The account's 32 random bytes, as hex.
 * @param cost - The number that is kept with the verifier.
 */
export async function stretchPassword(
  authPW: string,
  authSalt: string,
  cost: number = currentCost,
): Promise<StretchedPassword> {
  const parameters = costs.get(cost);
  if (!parameters) throw new Error(`A verifier of cost ${cost} is from a newer Foxden`);
  const stretched = await scrypt(Buffer.from(authPW, 'hex'), Buffer.from(authSalt, 'hex'), 32, parameters);
  return {
    verifyHash: hkdf(stretched, '', `${namespace}verifyHash`, 32).toString('hex'),
    wrapWrapKey: hkdf(stretched, '', `${namespace}wrapwrapKey`, 32).toString('hex'),
  };
}

/**
 * Wraps or unwraps `wrapKb` with the key of a stretched password.
 *
 * @param wrapped - `wrapKb` or `wrapWrapKb`, hex.
 * @param wrapWrapKey - From {@link stretchPassword}.
 * @returns The other of the two, hex.
 */
export function wrapKey(wrapped: string, wrapWrapKey: string): string {
  return xor(Buffer.from(wrapped, 'hex'), Buffer.from(wrapWrapKey, 'hex')).toString('hex');
}
