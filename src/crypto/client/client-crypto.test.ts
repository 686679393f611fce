import { compactDecrypt, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { keyBundle } from '../key-bundle.ts';
import { deriveToken, type TokenKind } from '../token-derivation.ts';
import { openKeyBundle, unwrapKb } from './account-keys.ts';
import { accountToken } from './account-token.ts';
import { concat, fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from './bytes.ts';
import { decryptKeys, encryptKeys } from './keys-jwe.ts';
import { stretchPassword, stretchPasswordV2 } from './onepw.ts';
import {
  decodeRecoveryKey,
  encodeRecoveryKey,
  newRecoveryKey,
  recoveryKeyParts,
  sealKb,
  unsealKb,
} from './recovery-key.ts';
import { deriveScopedKeys } from './scoped-keys.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const uid = 'aeaa1725c7a24ff983c6295725d5fc9b';
const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, i) => from + i);

describe('password stretching', () => {
  it('version 1 gives vector A (accounts.md §4.1)', async () => {
    const { authPW, unwrapBKey } = await stretchPassword('andré@example.org', 'pässwörd');
    expect(authPW).toBe('247b675ffb4c46310bc87e26d712153abe5e1c90ef00a4784594f97ef54f2375');
    expect(toHex(unwrapBKey)).toBe('de6a2648b78284fcb9ffa81ba95803309cfba7af583c01a8a1a63e567234dd28');
  });

  it.each([
    [
      '0123456789abcdef0123456789abcdef',
      'd278c764bd1852a14bfc4e9d8c1682b4f1a57edb9a9372bf8c370cc41592155b',
      '616616095eff30032abf6a47df30d9a3fc799d8af5e8519905c1601170553493',
    ],
    [
      'c2dc400c9cc1a93dd3cd3af1b05ebd60',
      '28c81379c31905d16f9aa9c63fcf0950094e413e16a9c9be41f52dbb09af518e',
      'e1c1f362437c8977e2ad8372cafcaf873df7dce30ae351bcd262af05e84caa92',
    ],
  ])('version 2 gives vectors B (accounts.md §4.2), salt %s', async (salt, authPW, unwrapBKey) => {
    const stretched = await stretchPasswordV2(`identity.mozilla.com/picl/v1/quickStretchV2:${salt}`, 'pässwörd');
    expect(stretched.authPW).toBe(authPW);
    expect(toHex(stretched.unwrapBKey)).toBe(unwrapBKey);
  });
});

describe('tokens', () => {
  it('the session token of the public vector has its id (accounts.md §4.8)', async () => {
    const token = await accountToken(toHex(counting(0xa0, 32)), 'sessionToken');
    expect(token.id).toBe('c0a29dcf46174973da1378696e4c82ae10f723cf4f4d9f75e39f4ae3851595ab');
  });

  it('makes the typed Bearer value of accounts.md §4.8', async () => {
    const { authorization } = await accountToken('0f'.repeat(32), 'sessionToken');
    expect(authorization).toBe('Bearer fxs_923ee512d6153af6796ecb3aaddb1e8a48a713ef79cf0dbcfcc124456fd3ed6a');
  });

  it.each<[TokenKind, string]>([
    ['sessionToken', 'fxs'],
    ['keyFetchToken', 'fxk'],
    ['accountResetToken', 'fxar'],
    ['passwordForgotToken', 'fxpf'],
    ['passwordChangeToken', 'fxpc'],
  ])('%s: page and server derive the same (accounts.md §3.2, §3.3)', async (kind, prefix) => {
    const token = toHex(counting(0x60, 32));
    const [inPage, onServer] = [await accountToken(token, kind), deriveToken(token, kind)];
    expect(inPage.authorization).toBe(`Bearer ${prefix}_${onServer.id}`);
    expect(toHex(inPage.bundleKey)).toBe(onServer.bundleKey.toString('hex'));
  });
});

describe('the key bundle (accounts.md §4.5)', () => {
  it('vector C opens', async () => {
    const { kA, wrapKb } = await openKeyBundle(
      fromHex('dedd009a8275a4f672bb4b41e14a117812c0b2f400c85fa058e0293f3f45726a'),
      'df4717238a738501bd2ad8f7114ef193ea69751a40108149bfb88a5643a8d683a1e75b705d4db135130f0896dbac0819ab7d54334e0cd4f9c945e0a7ada91899756cedf4384be404844050270310bc2b396f100eeda0c7b428cfe77c40a873ae',
    );
    expect(toHex(kA)).toBe('939282904b808c6003ea31aeb14bc766d2ab70ba7dcaa54f820efcf4762b9619');
    expect(toHex(wrapKb)).toBe('849ac9f71643ace46dcdd384633ec1bffe565852806ee2f859c3eba7fafeafec');
  });

  it('vector D: from the keyFetchToken to kB', async () => {
    const { bundleKey } = await accountToken(toHex(counting(0x80, 32)), 'keyFetchToken');
    const { kA, wrapKb } = await openKeyBundle(
      bundleKey,
      'ee5c58845c7c9412b11bbd20920c2fddd83c33c9cd2c2de2d66b2226133646365cea9ec74cbea7b88b7f55d3ac0b01b61ce0f3212c501b3c8b3ee0927438045449d2863feed1831eb021b61f36cba7b106b588f0c532fce024eefa7cc603b397',
    );
    const { unwrapBKey } = await stretchPassword('andré@example.org', 'pässwörd');
    expect(kA).toEqual(counting(0x20, 32));
    expect(unwrapKb(wrapKb, unwrapBKey)).toEqual(counting(0, 32));
  });

  it('a changed bundle is refused', async () => {
    const bundleKey = counting(1, 32);
    const bundle = keyBundle(bundleKey, counting(2, 32), counting(3, 32));
    const changed = `${bundle.slice(0, 10)}${bundle[10] === '0' ? '1' : '0'}${bundle.slice(11)}`;
    await expect(openKeyBundle(bundleKey, changed)).rejects.toThrow('integrity');
  });
});

describe('scoped keys (accounts.md §4.6)', () => {
  const derive = async (kB: string, scope: string, keyRotationTimestamp: number, more = {}) => {
    const data = { identifier: scope, keyRotationSecret: '00'.repeat(32), keyRotationTimestamp, ...more };
    return (await deriveScopedKeys(fromHex(kB), uid, { [scope]: data }))[scope];
  };

  it('vector E, Sync', async () => {
    expect(
      await derive('eaf9570b7219a4187d3d6bf3cec2770c2e0719b7cc0dfbb38243d6f1881675e9', oldsync, 1510726318123),
    ).toEqual({
      kty: 'oct',
      scope: oldsync,
      k: 'DW_ll5GwX6SJ5GPqJVAuMUP2t6kDqhUulc2cbt26xbTcaKGQl-9l29FHAQ7kUiJETma4s9fIpEHrt909zgFang',
      kid: '1510726318123-IqQv4onc7VcVE1kTQkyyOw',
    });
  });

  it('vector E, any other scope', async () => {
    const key = await derive(
      '8b2e1303e21eee06a945683b8d495b9bf079ca30baa37eb8392d9ffa4767be45',
      'app_key:https%3A//example.com',
      1510726317000,
      { keyRotationSecret: '517d478cb4f994aa69930416648a416fdaa1762c5abf401a2acf11a0f185e98d' },
    );
    expect(key).toMatchObject({
      k: 'Kkbk1_Q0oCcTmggeDH6880bQrxin2RLu5D00NcJazdQ',
      kid: '1510726317-Voc-Eb9IpoTINuo9ll7bjA',
    });
  });

  it('vector F, both kinds', async () => {
    const kB = toHex(counting(0, 32));
    expect(await derive(kB, oldsync, 1510726318123)).toMatchObject({
      k: 'GEKLLMfWCPr4sZb2CtRo0oNAJSvsX_aTkgnsU7_q37chuk3z1MmDGXs0GO8KGYgwiIF75yvMLD-qVq0MmOjqng',
      kid: '1510726318123-Yw3NKWbEM2aRElRIu7JbTw',
    });
    expect(await derive(kB, 'https://identity.mozilla.com/apps/example', 1510726318123)).toMatchObject({
      k: 'Ikk3yzR04MtiFg2QBDZip0efbQ_U1F1bDs313HVUDoQ',
      kid: '1510726318-9F4kmdufI4tZAY7st20Eww',
    });
  });
});

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

describe('recovery key (accounts.md §4.9)', () => {
  it('derives the id and key of the example', async () => {
    const { id, encryptionKey } = await recoveryKeyParts(counting(0x10, 20), uid);
    expect(id).toBe('66ed4a3c52ea6c5f0d606e27b0a1f14e');
    expect(toHex(encryptionKey)).toBe('8b742e30027e9f118112b82446e88eba618b1669b155c7e51dffa60d03f9ed50');
  });

  it('brings kB back, also when the key is typed loosely', async () => {
    const shown = newRecoveryKey();
    expect(shown).toMatch(/^[0-9A-HJKMNP-TV-Z]{32}$/);
    const kB = counting(7, 32);
    const { recoveryKeyId, recoveryData } = await sealKb(decodeRecoveryKey(shown)!, uid, kB);
    expect(recoveryKeyId).toMatch(/^[0-9a-f]{32}$/);
    const typed = shown.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace(/.{4}/g, '$& - ');
    expect(await unsealKb(decodeRecoveryKey(typed)!, uid, recoveryData)).toEqual(kB);
    await expect(unsealKb(counting(1, 20), uid, recoveryData)).rejects.toThrow();
  });

  it('reads back what it writes, and only that', () => {
    expect(decodeRecoveryKey(encodeRecoveryKey(counting(0x10, 20)))).toEqual(counting(0x10, 20));
    for (const wrong of ['', 'ABC', 'U'.repeat(32), '0'.repeat(33)]) expect(decodeRecoveryKey(wrong)).toBeNull();
  });
});

it('bytes go to text and back', () => {
  expect(toHex(fromHex('00ff10'))).toBe('00ff10');
  expect(() => fromHex('0g')).toThrow(TypeError);
  expect(toBase64Url(concat(Uint8Array.of(251), Uint8Array.of(255)))).toBe('-_8');
  expect(fromBase64Url('-_8')).toEqual(Uint8Array.of(251, 255));
});
