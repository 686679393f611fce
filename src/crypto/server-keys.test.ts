import { describe, expect, it } from 'vitest';
import { createServerKeys, SealError } from './server-keys.ts';

const old = createServerKeys(['old']);
const both = createServerKeys(['new', 'old']);
const young = createServerKeys(['new']);

describe('sealed values', () => {
  it('open in their own place only, and say nothing without the key', () => {
    const sealed = old.seal('JBSWY3DPEHPK3PXP', 'totp a');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(old.seal('JBSWY3DPEHPK3PXP', 'totp a')).not.toBe(sealed);
    expect(old.open(sealed, 'totp a')).toBe('JBSWY3DPEHPK3PXP');
    expect(() => old.open(sealed, 'totp b')).toThrow(SealError);
    expect(() => old.open(`${sealed.slice(0, -2)}AA`, 'totp a')).toThrow(SealError);
    expect(() => old.open(sealed.slice(0, 20), 'totp a')).toThrow(SealError);
  });

  it('outlive a change of the master secret while both are there', () => {
    const sealed = old.seal('x', 'c');
    expect(both.open(sealed, 'c')).toBe('x');
    expect(both.isCurrent(sealed)).toBe(false);
    const again = both.seal(both.open(sealed, 'c'), 'c');
    expect(both.isCurrent(again)).toBe(true);
    expect(young.open(again, 'c')).toBe('x');
    expect(() => young.open(sealed, 'c')).toThrow(/not among the master secrets/);
  });

  it('leave what was kept in clear as it is', () => {
    expect(young.open('JBSWY3DPEHPK3PXP', 'c')).toBe('JBSWY3DPEHPK3PXP');
    expect(young.isCurrent('JBSWY3DPEHPK3PXP')).toBe(false);
  });
});

it('keyed hashes are known by any key of the ring, and differ from key to key', () => {
  expect(both.isMac(old.mac('x'), 'x')).toBe(true);
  expect(both.isMac(young.mac('x'), 'x')).toBe(true);
  expect(young.isMac(old.mac('x'), 'x')).toBe(false);
  expect(both.isMac(young.mac('x'), 'y')).toBe(false);
});
