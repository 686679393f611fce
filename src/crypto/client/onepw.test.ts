import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { stretchPassword, stretchPasswordV2 } from './onepw.ts';

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
