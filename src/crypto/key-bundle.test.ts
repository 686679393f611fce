import { expect, it } from 'vitest';
import { keyBundle } from './key-bundle.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

it("builds the bundle of Mozilla's server test (accounts.md §4.5, vector C)", () => {
  const bundle = keyBundle(
    hex('dedd009a8275a4f672bb4b41e14a117812c0b2f400c85fa058e0293f3f45726a'),
    hex('939282904b808c6003ea31aeb14bc766d2ab70ba7dcaa54f820efcf4762b9619'),
    hex('849ac9f71643ace46dcdd384633ec1bffe565852806ee2f859c3eba7fafeafec'),
  );
  expect(bundle).toBe(
    'df4717238a738501bd2ad8f7114ef193ea69751a40108149bfb88a5643a8d683a1e75b705d4db135130f0896dbac0819' +
      'ab7d54334e0cd4f9c945e0a7ada91899756cedf4384be404844050270310bc2b396f100eeda0c7b428cfe77c40a873ae',
  );
});

it('builds the bundle of the whole chain (accounts.md §4.5, vector D)', () => {
  const bundle = keyBundle(
    hex('14f338a9e8c6324d9e102d4e6ee83b209796d5c74bb734a410e729e014a4a546'),
    Buffer.from(Array.from({ length: 32 }, (_, i) => 0x20 + i)),
    hex('de6b244bb38782fbb1f6a210a5550d3f8ceab5bc4c2917bfb9bf244d6e29c337'),
  );
  expect(bundle).toBe(
    'ee5c58845c7c9412b11bbd20920c2fddd83c33c9cd2c2de2d66b2226133646365cea9ec74cbea7b88b7f55d3ac0b01b6' +
      '1ce0f3212c501b3c8b3ee0927438045449d2863feed1831eb021b61f36cba7b106b588f0c532fce024eefa7cc603b397',
  );
});
