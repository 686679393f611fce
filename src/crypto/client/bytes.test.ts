import { expect, it } from 'vitest';
import { concat, fromBase64Url, fromHex, toBase64Url, toHex } from './bytes.ts';

it('bytes go to text and back', () => {
  expect(toHex(fromHex('00ff10'))).toBe('00ff10');
  expect(() => fromHex('0g')).toThrow(TypeError);
  expect(toBase64Url(concat(Uint8Array.of(251), Uint8Array.of(255)))).toBe('-_8');
  expect(fromBase64Url('-_8')).toEqual(Uint8Array.of(251, 255));
});
