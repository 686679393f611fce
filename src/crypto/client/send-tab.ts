import { fromBase64Url, toBase64Url, toHex, utf8 } from './bytes.ts';
import { encryptPushMessage } from './push-message.ts';
import { openPayload, type RootKeys } from './sync-keys.ts';

/** Name of the command that opens a page on another device (accounts.md §6.5). */
export const openUriCommand = 'https://identity.mozilla.com/cmd/open-uri';

/** A device that was signed in with another key than the account has now; its own keys can't be opened. */
export class OtherKeyError extends Error {
  constructor() {
    super('The device belongs to an older key of the account');
    this.name = 'OtherKeyError';
  }
}

/**
 * Encrypts a page's address to one device, so that only that device can read it (accounts.md §6.5).
 *
 * @param root - Of the account; they open the device's public key.
 * @param deviceKeys - What the device advertises for the command.
 * @returns The payload of the command.
 * @throws {OtherKeyError} When the device has another kB.
 * @throws {SealBrokenError} When its keys were changed on their way.
 */
export async function sealPage(
  root: RootKeys,
  deviceKeys: string,
  page: { url: string; title: string },
): Promise<{ encrypted: string }> {
  const { kid, ...sealed } = JSON.parse(deviceKeys) as { kid: string; ciphertext: string; IV: string; hmac: string };
  if (kid !== toHex(root.fingerprint)) throw new OtherKeyError();
  const opened = await openPayload(root.bundle, JSON.stringify(sealed));
  const { publicKey, authSecret } = JSON.parse(opened) as { publicKey: string; authSecret: string };
  const message = {
    flowID: toHex(crypto.getRandomValues(new Uint8Array(6))),
    streamID: toHex(crypto.getRandomValues(new Uint8Array(6))),
    entries: [{ title: page.title, url: page.url }],
  };
  const plain = utf8(JSON.stringify(message));
  const encrypted = await encryptPushMessage(plain, fromBase64Url(publicKey), fromBase64Url(authSecret));
  return { encrypted: toBase64Url(encrypted) };
}
