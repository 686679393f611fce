import { equalText } from '../../crypto/hawk.ts';
import { hkdf } from '../../crypto/hkdf.ts';
import { randomHex } from '../../crypto/random.ts';
import { currentCost } from '../../crypto/verifier.ts';
import type { PasswordStretcher } from '../context.ts';

// The number is that of the cost at which it was stretched.
const form = /^\{FOXDEN-(\d+)\}([0-9a-f]{64})\$([0-9a-f]{64})$/;

// The queue takes what modern clients make of a password: 32 bytes.
const toBytes = (password: string) => hkdf(password, '', 'foxden/legacy/password', 32).toString('hex');

/** Stretches a new password; gives the verifier to be stored. */
export async function makeVerifier(passwords: PasswordStretcher, password: string): Promise<string> {
  const salt = randomHex(32);
  const { verifyHash } = await passwords.stretch(toBytes(password), salt, currentCost);
  return `{FOXDEN-${currentCost}}${salt}$${verifyHash}`;
}

/** Returns true when a verifier is one of {@link makeVerifier}, at any cost; else another server made it. */
export const isOwnVerifier = (verifier: string): boolean => form.test(verifier);

/** Returns true when a verifier is as {@link makeVerifier} makes them now. */
export const isCurrentVerifier = (verifier: string): boolean => form.exec(verifier)?.[1] === String(currentCost);

/** Checks a password against a verifier of {@link makeVerifier}. */
export async function fitsVerifier(passwords: PasswordStretcher, verifier: string, password: string): Promise<boolean> {
  const [, cost, salt, hash] = form.exec(verifier) ?? [];
  if (salt === undefined) return false;
  return equalText((await passwords.stretch(toBytes(password), salt, Number(cost))).verifyHash, hash!);
}
