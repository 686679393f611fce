import { compactDecrypt, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts';
import { decryptKeys, encryptKeys } from './keys-jwe.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';

describe('keys_jwe (accounts.md §4.7)', () => {
  const publicJwk = {
    kty: 'EC',
    crv: 'P-256',
    x: 'b_A7lJJBzh2t1DUZ5pYOCoW0GmmgXDKBA6orzhWUyhY',
    y: 'PE91OlW_AdxT9sCwx-7ni0DG_30lqW4igrmJzvccFEo',
  };
  const privateKey = () => importJWK({ ...publicJwk, d: toBase64Url(new Uint8Array(32).fill(1)) }, 'ECDH-ES');

  it('opens vector G, which the running Firefox opened too', async () => {
    const jwe =
      'eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSIsImVwayI6eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6IlZROUhFQVB6MzVmRDMxQnF4NWYyY2gteG9mdDdqMi1EMGlSSmltWElqaVEiLCJ5IjoiRTJDVDF3RXVVSnB6Y1Z5OUN3Q2p6QV8wdGNBYlBfb1phckg3TW5BMnVPWSJ9fQ..AwMDAwMDAwMDAwMD.9gy2gGlZoW9GQXzCTp_o98w.Ls7DgSW7RkuKgTNTn4DIZw';
    const { plaintext } = await compactDecrypt(jwe, await privateKey());
    expect(new TextDecoder().decode(plaintext)).toBe('{"hello":"world"}');
  });

  it('encrypts to the key_jwk of Firefox, in the form that Firefox opens', async () => {
    const keys = { [oldsync]: { kty: 'oct', scope: oldsync, k: 'aw', kid: '1-bA' } } as const;
    const keysJwk = toBase64Url(utf8(JSON.stringify({ ...publicJwk, ext: true, key_ops: [] })));
    const jwe = await encryptKeys(keysJwk, keys);
    const [header, encryptedKey, ...rest] = jwe.split('.');
    expect(JSON.parse(new TextDecoder().decode(fromBase64Url(header!)))).toEqual({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      epk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
    });
    expect(encryptedKey).toBe('');
    expect(rest).toHaveLength(3);
    expect(await decryptKeys(jwe, (await privateKey()) as CryptoKey)).toEqual(keys);
  });

  it('refuses a key of another kind', async () => {
    await expect(encryptKeys(toBase64Url(utf8('{"kty":"oct"}')), {})).rejects.toThrow('P-256');
  });
});
