import { describe, expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { formatStamp, parseStamp } from './stamp.ts';

const stamps = fc.integer({ min: 0, max: 999_999_999_999 });

describe('stamps (sync15.md §4)', () => {
  it('have exactly two decimals', () => {
    expect(formatStamp(0)).toBe('0.00');
    expect(formatStamp(5)).toBe('0.05');
    expect(formatStamp(175_700_000_010)).toBe('1757000000.10');
    fc.assert(fc.property(stamps, (stamp) => /^\d+\.\d\d$/.test(formatStamp(stamp))));
  });

  it('are read back as written', () => {
    fc.assert(fc.property(stamps, (stamp) => parseStamp(formatStamp(stamp)) === stamp));
  });

  it('are read back from what JavaScript makes of them (sync15.md §18.2)', () => {
    fc.assert(fc.property(stamps, (stamp) => parseStamp(String(Number(formatStamp(stamp)))) === stamp));
  });

  it('cut further decimals', () => {
    expect(parseStamp('1.239999')).toBe(123);
    expect(parseStamp('1.')).toBe(100);
    expect(parseStamp('7')).toBe(700);
  });

  it.each([
    '',
    ' ',
    '-1',
    '-0.01',
    'NaN',
    'Infinity',
    '1e3',
    '0x10',
    '1,5',
    'abc',
    '.',
    '18000000000000000',
    '1.x',
    '1 ',
  ])('refuse %j', (text) => expect(parseStamp(text)).toBeUndefined());

  it('never throw and never give anything but a safe integer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const stamp = parseStamp(text);
        return stamp === undefined || (Number.isSafeInteger(stamp) && stamp >= 0);
      }),
    );
  });
});
