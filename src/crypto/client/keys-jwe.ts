import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';
import { fromBase64Url, utf8 } from './bytes.ts';
import type { ScopedKey } from './scoped-keys.ts';

/**
 * Encrypts scoped keys to the browser that asked for them, as a compact JWE with ECDH-ES and A256GCM
 * (accounts.md §4.7).
 *
 * @param keysJwk - The `keys_jwk` parameter: base64url of a P-256 public key as JSON.
 * @param keys - Scoped keys by scope.
 * @throws {Error} When `keysJwk` holds no P-256 public key.
 */
export async function encryptKeys(keysJwk: string, keys: Record<string, ScopedKey>): Promise<string> {
  const recipient = JSON.parse(new TextDecoder().decode(fromBase64Url(keysJwk))) as JWK;
  const { kty, crv, x, y } = recipient;
  if (kty !== 'EC' || crv !== 'P-256') throw new Error('keys_jwk is not a P-256 key');
  // Only these four: `key_ops` of the sender's own use would make WebCrypto refuse the key.
  const publicKey = await importJWK({ kty, crv, x, y }, 'ECDH-ES');
  return new CompactEncrypt(utf8(JSON.stringify(keys)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(publicKey);
}

/**
 * Opens what {@link encryptKeys} made.
 *
 * @param jwe - Compact JWE.
 * @param privateKey - The P-256 key it was encrypted to.
 * @throws {Error} When it is for another key or was changed.
 */
export async function decryptKeys(jwe: string, privateKey: CryptoKey): Promise<Record<string, ScopedKey>> {
  const { plaintext } = await compactDecrypt(jwe, privateKey, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  return JSON.parse(new TextDecoder().decode(plaintext));
}
