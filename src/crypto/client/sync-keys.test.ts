import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toBase64, toBase64Url, toHex } from './bytes.ts';
import { openPayload, rootKeys, SealBrokenError, sealPayload } from './sync-keys.ts';

const kB = fromHex(Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0')).join(''));
// Vector F of accounts.md §4.6, which the running Firefox gave.
const k = Buffer.from(
  'GEKLLMfWCPr4sZb2CtRo0oNAJSvsX_aTkgnsU7_q37chuk3z1MmDGXs0GO8KGYgwiIF75yvMLD-qVq0MmOjqng',
  'base64url',
);

/** Seals by Node's own cryptography, with the key of vector F. */
function seal(clear: string): { ciphertext: string; IV: string; hmac: string } {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', k.subarray(0, 32), iv);
  const ciphertext = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]).toString('base64');
  const hmac = createHmac('sha256', k.subarray(32)).update(ciphertext).digest('hex');
  return { ciphertext, IV: iv.toString('base64'), hmac };
}

describe('the keys of Sync', () => {
  it('come from kB by the rule that Firefox has (accounts.md §4.6, vector F)', async () => {
    const { bundle, fingerprint } = await rootKeys(kB);
    expect(toHex(fingerprint)).toBe('630dcd2966c4336691125448bbb25b4f');
    expect(await openPayload(bundle, JSON.stringify(seal('{"a":"ä"}')))).toBe('{"a":"ä"}');
    expect(Buffer.from(hkdfSync('sha256', kB, '', 'identity.mozilla.com/picl/v1/oldsync', 64))).toEqual(k);
  });

  it('cannot be read out again', async () => {
    const { bundle } = await rootKeys(kB);
    for (const key of Object.values(bundle)) {
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  });

  it('seal what others open', async () => {
    const { bundle } = await rootKeys(kB);
    const clear = JSON.stringify({ title: 'Füchse 🦊', long: 'x'.repeat(700_000) });
    const { ciphertext, IV, hmac } = JSON.parse(await sealPayload(bundle, clear));
    expect(createHmac('sha256', k.subarray(32)).update(ciphertext).digest('hex')).toBe(hmac);
    const decipher = createDecipheriv('aes-256-cbc', k.subarray(0, 32), Buffer.from(IV, 'base64'));
    expect(Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]).toString()).toBe(clear);
  });

  it('open nothing whose seal is broken', async () => {
    const { bundle } = await rootKeys(kB);
    const good = seal('{}');
    const bad: unknown[] = [
      { ...good, hmac: good.hmac.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
      { ...good, ciphertext: toBase64(Uint8Array.of(1, 2, 3)) },
      { ...good, hmac: 'zz' },
      { ciphertext: good.ciphertext },
      null,
      [],
    ];
    for (const payload of [...bad.map((each) => JSON.stringify(each)), '', 'no json']) {
      await expect(openPayload(bundle, payload), payload).rejects.toThrow(SealBrokenError);
    }
    const other = await rootKeys(fromHex('ff'.repeat(32)));
    await expect(openPayload(other.bundle, JSON.stringify(good))).rejects.toThrow(SealBrokenError);
    expect(toBase64Url(other.fingerprint)).not.toBe('');
  });
});
