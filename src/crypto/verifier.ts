import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { hkdf } from './hkdf.ts';
import { xor } from './key-bundle.ts';

const scrypt = promisify(
  scryptCallback as (
    password: Uint8Array,
    salt: Uint8Array,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
    callback: (error: Error | null, key: Buffer) => void,
  ) => void,
);
const cost = { N: 65536, r: 8, p: 1, maxmem: 80 * 1024 * 1024 };
const namespace = 'identity.mozilla.com/picl/v1/';

/** What the server keeps of a password: hex of 32 bytes each (accounts.md §4.3). */
export interface PasswordVerifier {
  authSalt: string;
  verifyHash: string;
  wrapWrapKb: string;
}

/**
 * Makes the verifier of a new password. Takes 64 MiB and about 100 ms on libuv's pool, so callers limit first.
 *
 * @param authPW - 32 bytes from the client, as hex.
 * @param wrapKb - 32 bytes as hex; absent: random.
 * @returns The verifier to store, and the `wrapKb` it wraps.
 */
export async function createVerifier(
  authPW: string,
  wrapKb = randomBytes(32).toString('hex'),
): Promise<{ verifier: PasswordVerifier; wrapKb: string }> {
  const authSalt = randomBytes(32);
  const { verifyHash, wrapWrapKey } = await stretch(authPW, authSalt);
  return {
    wrapKb,
    verifier: {
      authSalt: authSalt.toString('hex'),
      verifyHash: verifyHash.toString('hex'),
      wrapWrapKb: xor(Buffer.from(wrapKb, 'hex'), wrapWrapKey).toString('hex'),
    },
  };
}

/**
 * Checks a password. Costs the same as {@link createVerifier}.
 *
 * @returns `wrapKb` as hex when the password is right, else undefined.
 */
export async function checkPassword(authPW: string, verifier: PasswordVerifier): Promise<string | undefined> {
  const { verifyHash, wrapWrapKey } = await stretch(authPW, Buffer.from(verifier.authSalt, 'hex'));
  if (!timingSafeEqual(verifyHash, Buffer.from(verifier.verifyHash, 'hex'))) return undefined;
  return xor(Buffer.from(verifier.wrapWrapKb, 'hex'), wrapWrapKey).toString('hex');
}

async function stretch(authPW: string, salt: Buffer): Promise<{ verifyHash: Buffer; wrapWrapKey: Buffer }> {
  const stretched = await scrypt(Buffer.from(authPW, 'hex'), salt, 32, cost);
  return {
    verifyHash: hkdf(stretched, '', `${namespace}verifyHash`, 32),
    wrapWrapKey: hkdf(stretched, '', `${namespace}wrapwrapKey`, 32),
  };
}
