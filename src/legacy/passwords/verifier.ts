import { equalText } from '../../crypto/hawk.ts';
import { hkdf } from '../../crypto/hkdf.ts';
import { randomHex } from '../../crypto/random.ts';
import type { PasswordStretcher } from '../context.ts';

const form = /^\{FOXDEN\}([0-9a-f]{64})\$([0-9a-f]{64})$/;

// The queue takes what modern clients make of a password: 32 bytes.
const toBytes = (password: string) => hkdf(password, '', 'foxden/legacy/password', 32).toString('hex');

/** Stretches a new password; gives the verifier to be stored. */
export async function makeVerifier(passwords: PasswordStretcher, password: string): Promise<string> {
  const salt = randomHex(32);
  return `{FOXDEN}${salt}$${(await passwords.stretch(toBytes(password), salt)).verifyHash}`;
}

/** Tells whether a verifier is one of {@link makeVerifier}; else another server made it. */
export const isOwnVerifier = (verifier: string): boolean => form.test(verifier);

/** Checks a password against a verifier of {@link makeVerifier}. */
export async function fitsVerifier(passwords: PasswordStretcher, verifier: string, password: string): Promise<boolean> {
  const [, salt, hash] = form.exec(verifier) ?? [];
  if (salt === undefined) return false;
  return equalText((await passwords.stretch(toBytes(password), salt)).verifyHash, hash!);
}
