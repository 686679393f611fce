import { hkdf } from './hkdf.ts';

/** Kinds of account token, as they stand in the HKDF info string (accounts.md §3.2). */
export type TokenKind =
  | 'sessionToken'
  | 'keyFetchToken'
  | 'accountResetToken'
  | 'passwordForgotToken'
  | 'passwordChangeToken';

/** What both sides derive from a token: lowercase hex id, and two 32-byte keys. */
export interface DerivedToken {
  /** Public name of the token: Hawk `id` and the hex after the typed Bearer prefix; 64 hex characters. */
  id: string;
  /** Key of the Hawk MAC. */
  reqHmacKey: Buffer;
  /** Key of the response bundle (accounts.md §4.5). */
  bundleKey: Buffer;
}

/**
 * Derives id and keys of an account token (accounts.md §3.2, vectors in accounts.md §4.8).
 *
 * @param token - The 32-byte token, as bytes or 64 hex characters.
 * @param kind - Its kind.
 */
export function deriveToken(token: Uint8Array | string, kind: TokenKind): DerivedToken {
  const bytes = typeof token === 'string' ? Buffer.from(token, 'hex') : token;
  const derived = hkdf(bytes, '', `identity.mozilla.com/picl/v1/${kind}`, 96);
  return {
    id: derived.toString('hex', 0, 32),
    reqHmacKey: derived.subarray(32, 64),
    bundleKey: derived.subarray(64, 96),
  };
}
