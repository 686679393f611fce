import { describe, expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import type { SortOrder } from '../commands.ts';
import { formatOffset, parseOffset } from './offset.ts';

const sorts = fc.constantFrom<SortOrder[]>('newest', 'oldest', 'index');
const ids = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
  minLength: 1,
  maxLength: 64,
});

describe('offset tokens (sync15.md §10.2)', () => {
  it('are read back as written', () => {
    fc.assert(
      fc.property(sorts, ids, fc.integer({ min: -999_999_999, max: 999_999_999_999 }), (sort, id, value) => {
        expect(parseOffset(formatOffset({ value, id }, sort), sort)).toEqual({ value, id });
      }),
    );
  });

  it('know records without a sortindex', () => {
    expect(parseOffset(formatOffset({ value: null, id: 'a:b' }, 'index'), 'index')).toEqual({ value: null, id: 'a:b' });
  });

  it('of one order do not fit another', () => {
    expect(parseOffset(formatOffset({ value: 5, id: 'a' }, 'newest'), 'index')).toBeUndefined();
    expect(parseOffset(formatOffset({ value: 5, id: 'a' }, 'index'), 'oldest')).toBeUndefined();
  });

  it('that are numbers are counts, as for Mozilla’s server', () => {
    for (const sort of ['newest', 'oldest', 'index'] as const) expect(parseOffset('12', sort)).toBe(12);
    expect(parseOffset('0', 'newest')).toBe(0);
  });

  it('that are garbage are refused', () => {
    for (const token of ['', '1.5', '1e3', '+1', '1'.repeat(16), 'invalid', '-1', 'bTp4', '!!!!', 'x'.repeat(500)]) {
      expect(parseOffset(token, 'newest'), token).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), sorts, (token, sort) => {
        const key = parseOffset(token, sort);
        return key === undefined || typeof key === 'number' || /^[ -~]{1,64}$/.test(key.id);
      }),
    );
  });
});
