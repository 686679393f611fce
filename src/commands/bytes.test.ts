import { expect, it } from 'vitest';
import { formatBytes, parseBytes } from './bytes.ts';

it('reads sizes as people write them', () => {
  expect(parseBytes('500 MB')).toBe(500 * 1024 ** 2);
  expect(parseBytes('1.5GiB')).toBe(1.5 * 1024 ** 3);
  expect(parseBytes('64k')).toBe(65_536);
  for (const wrong of ['', '500', 'MB', '-1M', '1e3M', '5 MBs']) expect(parseBytes(wrong), wrong).toBeUndefined();
});

it('writes sizes', () => {
  expect([65_536, 500 * 1024 ** 2, 1.5 * 1024 ** 3].map(formatBytes)).toEqual(['64 KiB', '500 MiB', '1.5 GiB']);
});
