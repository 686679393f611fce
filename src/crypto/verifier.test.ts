import { hkdfSync, scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { stretchPassword, wrapKey } from './verifier.ts';

it('stretches the password of accounts.md §4.3', async () => {
  const authPW = '247b675ffb4c46310bc87e26d712153abe5e1c90ef00a4784594f97ef54f2375';
  expect(await stretchPassword(authPW, `00f0${'00'.repeat(30)}`, 1)).toEqual({
    verifyHash: 'a4765bf103dc057f4cf4bc2c131ddb6716e8a4333cc55e1d3c449f31f0eec4f1',
    wrapWrapKey: '3ebea117efa9faf57ce195899b2905058368e7760cc26ea58a2a1be0da7fb287',
  });
});

it('costs what OWASP asks for, and the same as scrypt of another make', async () => {
  const [password, salt] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const cost = { N: 2 ** 16, r: 8, p: 2, maxmem: 2 ** 27 };
  const stretched = scryptSync(Buffer.from(password, 'hex'), Buffer.from(salt, 'hex'), 32, cost);
  const info = 'identity.mozilla.com/picl/v1/verifyHash';
  const expected = Buffer.from(hkdfSync('sha256', stretched, '', info, 32)).toString('hex');
  expect((await stretchPassword(password, salt)).verifyHash).toBe(expected);
});

it('wraps and unwraps', () => {
  const key = '3ebea117efa9faf57ce195899b2905058368e7760cc26ea58a2a1be0da7fb287';
  const wrapKb = 'de6b244bb38782fbb1f6a210a5550d3f8ceab5bc4c2917bfb9bf244d6e29c337';
  expect(wrapKey(wrapKb, key)).not.toBe(wrapKb);
  expect(wrapKey(wrapKey(wrapKb, key), key)).toBe(wrapKb);
});
