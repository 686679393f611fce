import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { encryptPushMessage } from './push-message.ts';
import { OtherKeyError, sealPage } from './send-tab.ts';
import { rootKeys, sealPayload } from './sync-keys.ts';

const kB = fromHex('07'.repeat(32));

/** A device with keys of its own, which decrypts by Node's cryptography as RFC 8291 says. */
function createDevice() {
  const ecdh = createECDH('prime256v1');
  const publicKey = ecdh.generateKeys();
  const authSecret = randomBytes(16);
  return {
    publicKey,
    authSecret,
    open(message: Buffer): string {
      const [salt, size, ownPublic] = [message.subarray(0, 16), message.readUInt32BE(16), message.subarray(21, 86)];
      expect(message[20]).toBe(65);
      const sealed = message.subarray(86);
      expect(size).toBeGreaterThanOrEqual(sealed.length);
      const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, ownPublic]);
      const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(ownPublic), authSecret, keyInfo, 32));
      const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length));
      const key = derive('Content-Encoding: aes128gcm\0', 16);
      const decipher = createDecipheriv('aes-128-gcm', key, derive('Content-Encoding: nonce\0', 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      expect(plain.at(-1)).toBe(2);
      return plain.subarray(0, -1).toString();
    },
  };
}

const bytes = (buffer: Buffer) => new Uint8Array(buffer);

describe('a page for a device (accounts.md §6.5)', () => {
  it('is encrypted so that only the device can read it', async () => {
    const device = createDevice();
    const root = await rootKeys(kB);
    const keys = {
      publicKey: device.publicKey.toString('base64url'),
      authSecret: device.authSecret.toString('base64url'),
    };
    const advertised = JSON.stringify({
      kid: toHex(root.fingerprint),
      ...JSON.parse(await sealPayload(root.bundle, JSON.stringify(keys))),
    });
    const page = { url: 'https://example.org/ä?q=1', title: 'Füchse' };
    const { encrypted } = await sealPage(root, advertised, page);
    const message = JSON.parse(device.open(Buffer.from(encrypted, 'base64url')));
    expect(message).toEqual({ flowID: expect.any(String), streamID: expect.any(String), entries: [page] });
    const other = await rootKeys(fromHex('08'.repeat(32)));
    await expect(sealPage(other, advertised, page)).rejects.toThrow(OtherKeyError);
  });

  it.each([1, 500, 20_000])('of %i bytes', async (length) => {
    const device = createDevice();
    const sealed = await encryptPushMessage(
      utf8('x'.repeat(length)),
      bytes(device.publicKey),
      bytes(device.authSecret),
    );
    expect(device.open(Buffer.from(sealed))).toBe('x'.repeat(length));
  });
});
