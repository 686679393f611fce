import { describe, expect, it } from 'vitest';
import { deriveToken, type TokenKind } from '../token-derivation.ts';
import { accountToken } from './account-token.ts';
import { toHex } from './bytes.ts';

const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, i) => from + i);

describe('tokens', () => {
  it('the session token of the public vector has its id (accounts.md §4.8)', async () => {
    const token = await accountToken(toHex(counting(0xa0, 32)), 'sessionToken');
    expect(token.id).toBe('c0a29dcf46174973da1378696e4c82ae10f723cf4f4d9f75e39f4ae3851595ab');
  });

  it('makes the typed Bearer value of accounts.md §4.8', async () => {
    const { authorization } = await accountToken('0f'.repeat(32), 'sessionToken');
    expect(authorization).toBe('Bearer fxs_923ee512d6153af6796ecb3aaddb1e8a48a713ef79cf0dbcfcc124456fd3ed6a');
  });

  it.each<[TokenKind, string]>([
    ['sessionToken', 'fxs'],
    ['keyFetchToken', 'fxk'],
    ['accountResetToken', 'fxar'],
    ['passwordForgotToken', 'fxpf'],
    ['passwordChangeToken', 'fxpc'],
  ])('%s: page and server derive the same (accounts.md §3.2, §3.3)', async (kind, prefix) => {
    const token = toHex(counting(0x60, 32));
    const [inPage, onServer] = [await accountToken(token, kind), deriveToken(token, kind)];
    expect(inPage.authorization).toBe(`Bearer ${prefix}_${onServer.id}`);
    expect(toHex(inPage.bundleKey)).toBe(onServer.bundleKey.toString('hex'));
  });
});
