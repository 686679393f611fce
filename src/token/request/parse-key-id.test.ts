import { describe, expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { formatKeyId, mostInteger, parseKeyId } from './parse-key-id.ts';

describe('X-KeyID (sync15.md §17.2)', () => {
  it('is read as number and lowercase hex', () => {
    expect(parseKeyId('1234-qqo')).toEqual({ keysChangedAt: 1234n, clientState: 'aaaa' });
    expect(parseKeyId('0000000001234-qqo=')).toEqual({ keysChangedAt: 1234n, clientState: 'aaaa' });
    expect(parseKeyId('0-')).toEqual({ keysChangedAt: null, clientState: '' });
  });

  it('is written with 13 digits and without padding (vector of sync15.md §8.4)', () => {
    expect(formatKeyId(1234n, 'aaaa')).toBe('0000000001234-qqo');
  });

  it.each([
    '',
    '-',
    '1234',
    '-qqo',
    'x-qqo',
    '1.5-qqo',
    '-1-qqo',
    '1234-q',
    '1234-q+o',
    '1234-qqo===',
    ' 1-qqo',
    '1e3-qqo',
  ])('is refused as %j', (header) => expect(parseKeyId(header)).toBeUndefined());

  it('is refused beyond 16 bytes and beyond 2^63 − 1', () => {
    expect(parseKeyId(`1-${Buffer.alloc(16).toString('base64url')}`)).toBeDefined();
    expect(parseKeyId(`1-${Buffer.alloc(17).toString('base64url')}`)).toBeUndefined();
    expect(parseKeyId('9007199254740993-qqo')?.keysChangedAt).toBe(9_007_199_254_740_993n);
    expect(parseKeyId('9223372036854775807-qqo')?.keysChangedAt).toBe(mostInteger);
    expect(parseKeyId('9223372036854775808-qqo')).toBeUndefined();
  });

  it('comes back from what it was written as', () => {
    const state = fc.uint8Array({ maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: mostInteger }), state, (keysChangedAt, clientState) => {
        expect(parseKeyId(formatKeyId(keysChangedAt, clientState))).toEqual({ keysChangedAt, clientState });
      }),
    );
  });

  it('is never read as anything but a number and hex', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-_=aZ+/ é') }), (header) => {
        const keyId = parseKeyId(header);
        if (!keyId) return;
        expect(keyId.keysChangedAt === null || keyId.keysChangedAt <= mostInteger).toBe(true);
        expect(keyId.clientState).toMatch(/^([0-9a-f]{2}){0,16}$/);
      }),
    );
  });
});
