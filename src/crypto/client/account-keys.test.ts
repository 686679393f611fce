import { describe, expect, it } from 'vitest';
import { keyBundle } from '../key-bundle.ts';
import { openKeyBundle, unwrapKb } from './account-keys.ts';
import { accountToken } from './account-token.ts';
import { fromHex, toHex } from './bytes.ts';
import { stretchPassword } from './onepw.ts';

const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, i) => from + i);

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
