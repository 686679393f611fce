import { type Bytes, fromHex, xorBytes } from './bytes.ts';
import { hkdf, namespace } from './hkdf.ts';

/** The account's two keys as `GET /account/keys` carries them: 32 bytes each. */
export interface WrappedKeys {
  kA: Bytes;
  wrapKb: Bytes;
}

/**
 * Opens the bundle of `GET /account/keys` (accounts.md §4.5).
 *
 * @param bundleKey - 32 bytes, from the keyFetchToken.
 * @param bundle - 192 hex characters.
 * @throws {Error} When the bundle was changed on its way or belongs to another token.
 */
export async function openKeyBundle(bundleKey: Bytes, bundle: string): Promise<WrappedKeys> {
  const bytes = fromHex(bundle);
  const keys = await hkdf(bundleKey, `${namespace}account/keys`, 96);
  const ciphertext = bytes.slice(0, 64);
  const macKey = await crypto.subtle.importKey('raw', keys.slice(0, 32), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  if (!(await crypto.subtle.verify('HMAC', macKey, bytes.slice(64), ciphertext))) {
    throw new Error('The key bundle failed its integrity check');
  }
  const plain = xorBytes(ciphertext, keys.subarray(32));
  return { kA: plain.slice(0, 32), wrapKb: plain.slice(32) };
}

/**
 * kB from what the server keeps and what the password gives, or `wrapKb` from kB: the same operation both ways
 * (accounts.md §4.4).
 */
export const unwrapKb = (wrapKb: Bytes, unwrapBKey: Bytes): Bytes => xorBytes(wrapKb, unwrapBKey);
