import type { TokenKind } from '../token-derivation.ts';
import { type Bytes, fromHex, toHex } from './bytes.ts';
import { hkdf, namespace } from './hkdf.ts';

const bearerPrefixes: Record<TokenKind, string> = {
  sessionToken: 'fxs',
  keyFetchToken: 'fxk',
  accountResetToken: 'fxar',
  passwordForgotToken: 'fxpf',
  passwordChangeToken: 'fxpc',
};

/** What a client derives from a token that the server gave it. */
export interface AccountToken {
  /** 64 hex characters; names the token to the server. */
  id: string;
  /** Key of the response bundle (accounts.md §4.5). */
  bundleKey: Bytes;
  /** Value of the Authorization header (typed Bearer, accounts.md §3.3). */
  authorization: string;
}

/**
 * Derives id, bundle key and Authorization header of an account token (accounts.md §3.2, §3.3).
 *
 * @param token - 64 hex characters, as issued.
 * @param kind - Its kind.
 */
export async function accountToken(token: string, kind: TokenKind): Promise<AccountToken> {
  const derived = await hkdf(fromHex(token), namespace + kind, 96);
  const id = toHex(derived.subarray(0, 32));
  return { id, bundleKey: derived.slice(64), authorization: `Bearer ${bearerPrefixes[kind]}_${id}` };
}
