import { type Bytes, toHex, utf8 } from './bytes.ts';
import { hkdf, namespace } from './hkdf.ts';

/** What a client makes of a password. The password itself and `unwrapBKey` never leave the client. */
export interface StretchedPassword {
  /** Proves the password to the server: 64 hex characters. */
  authPW: string;
  /** 32 bytes that turn the server's `wrapKb` into kB. */
  unwrapBKey: Bytes;
}

/**
 * Stretches a password, version 1 (accounts.md §4.1).
 *
 * @param email - Exactly as the server stores it; it is the salt, so capitals count.
 * @param password - As typed.
 */
export function stretchPassword(email: string, password: string): Promise<StretchedPassword> {
  return stretch(password, `${namespace}quickStretch:${email}`, 1000);
}

/**
 * Stretches a password, version 2 (accounts.md §4.2).
 *
 * @param clientSalt - The whole string from `account/credentials/status`.
 * @param password - As typed.
 */
export function stretchPasswordV2(clientSalt: string, password: string): Promise<StretchedPassword> {
  return stretch(password, clientSalt, 650_000);
}

async function stretch(password: string, salt: string, iterations: number): Promise<StretchedPassword> {
  const key = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8(salt), iterations };
  const stretched = new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256));
  const authPW = await hkdf(stretched, `${namespace}authPW`, 32);
  // The lower-case k is no slip: every client derives with this spelling.
  const unwrapBKey = await hkdf(stretched, `${namespace}unwrapBkey`, 32);
  return { authPW: toHex(authPW), unwrapBKey };
}
