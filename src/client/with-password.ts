import type { Bytes } from '../crypto/client/bytes.ts';
import { stretchPassword } from '../crypto/client/onepw.ts';
import { ApiError } from './api-error.ts';

/** What proves a password to the server. */
export interface PasswordProof {
  /** The spelling that salts the password. */
  email: string;
  authPW: string;
  /** The address as typed, when the server knows the account's salt by another one. */
  originalLoginEmail?: string;
}

const wrongSpelling = 120;

/**
 * Proves a password. When the account's salt is another spelling, or the address it was registered with (errno 120), the
 * password is stretched again with that one; once, as every client does.
 *
 * @param attempt - The call that needs the proof.
 * @returns The answer of the call, the address that salts the account's passwords, and what unwraps kB.
 * @throws {ApiError} Whatever the call throws.
 */
export async function withPassword<T>(
  email: string,
  password: string,
  attempt: (proof: PasswordProof) => Promise<T>,
): Promise<{ answer: T; salt: string; unwrapBKey: Bytes }> {
  try {
    const { authPW, unwrapBKey } = await stretchPassword(email, password);
    return { answer: await attempt({ email, authPW }), salt: email, unwrapBKey };
  } catch (error) {
    if (!(error instanceof ApiError) || error.errno !== wrongSpelling || !error.email) throw error;
    const salt = error.email;
    const { authPW, unwrapBKey } = await stretchPassword(salt, password);
    return { answer: await attempt({ email: salt, authPW, originalLoginEmail: email }), salt, unwrapBKey };
  }
}
