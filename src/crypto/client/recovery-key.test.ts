import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import {
  decodeRecoveryKey,
  encodeRecoveryKey,
  newRecoveryKey,
  recoveryKeyParts,
  sealKb,
  unsealKb,
} from './recovery-key.ts';

const uid = 'aeaa1725c7a24ff983c6295725d5fc9b';
const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, i) => from + i);

describe('recovery key (accounts.md §4.9)', () => {
  it('derives the id and key of the example', async () => {
    const { id, encryptionKey } = await recoveryKeyParts(counting(0x10, 20), uid);
    expect(id).toBe('66ed4a3c52ea6c5f0d606e27b0a1f14e');
    expect(toHex(encryptionKey)).toBe('8b742e30027e9f118112b82446e88eba618b1669b155c7e51dffa60d03f9ed50');
  });

  it('brings kB back, also when the key is typed loosely', async () => {
    const shown = newRecoveryKey();
    expect(shown).toMatch(/^[0-9A-HJKMNP-TV-Z]{32}$/);
    const kB = counting(7, 32);
    const { recoveryKeyId, recoveryData } = await sealKb(decodeRecoveryKey(shown)!, uid, kB);
    expect(recoveryKeyId).toMatch(/^[0-9a-f]{32}$/);
    const typed = shown.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace(/.{4}/g, '$& - ');
    expect(await unsealKb(decodeRecoveryKey(typed)!, uid, recoveryData)).toEqual(kB);
    await expect(unsealKb(counting(1, 20), uid, recoveryData)).rejects.toThrow();
  });

  it('reads back what it writes, and only that', () => {
    expect(decodeRecoveryKey(encodeRecoveryKey(counting(0x10, 20)))).toEqual(counting(0x10, 20));
    for (const wrong of ['', 'ABC', 'U'.repeat(32), '0'.repeat(33)]) expect(decodeRecoveryKey(wrong)).toBeNull();
  });
});
