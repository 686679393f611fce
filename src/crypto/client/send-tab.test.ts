import { describe, expect, it } from 'vitest';
import { createTabReceiver } from '../../../testing/tab-receiver.ts';
import { fromHex, utf8 } from './bytes.ts';
import { encryptPushMessage } from './push-message.ts';
import { OtherKeyError, sealPage } from './send-tab.ts';
import { rootKeys } from './sync-keys.ts';

const kB = fromHex('07'.repeat(32));

const bytes = (buffer: Buffer) => new Uint8Array(buffer);

describe('a page for a device (accounts.md §6.5)', () => {
  it('is encrypted so that only the device can read it', async () => {
    const device = createTabReceiver();
    const root = await rootKeys(kB);
    const advertised = await device.advertise(root);
    const page = { url: 'https://example.org/ä?q=1', title: 'Füchse' };
    const { encrypted } = await sealPage(root, advertised, page);
    const message = JSON.parse(device.open(Buffer.from(encrypted, 'base64url')));
    expect(message).toEqual({ flowID: expect.any(String), streamID: expect.any(String), entries: [page] });
    const other = await rootKeys(fromHex('08'.repeat(32)));
    await expect(sealPage(other, advertised, page)).rejects.toThrow(OtherKeyError);
  });

  it.each([1, 500, 20_000])('of %i bytes', async (length) => {
    const device = createTabReceiver();
    const sealed = await encryptPushMessage(
      utf8('x'.repeat(length)),
      bytes(device.publicKey),
      bytes(device.authSecret),
    );
    expect(device.open(Buffer.from(sealed))).toBe('x'.repeat(length));
  });
});
