import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { toHex } from '../src/crypto/client/bytes.ts';
import { type RootKeys, sealPayload } from '../src/crypto/client/sync-keys.ts';

/** A device with keys of its own for what is sent to it. */
export interface TabReceiver {
  publicKey: Buffer;
  authSecret: Buffer;
  /** Decrypts by Node's cryptography as RFC 8291 says. */
  open(message: Buffer): string;
  /** What it advertises for Send Tab (accounts.md §6.5). */
  advertise(root: RootKeys): Promise<string>;
}

/** Makes its keys. */
export function createTabReceiver(): TabReceiver {
  const ecdh = createECDH('prime256v1');
  const publicKey = ecdh.generateKeys();
  const authSecret = randomBytes(16);
  return {
    publicKey,
    authSecret,
    open(message) {
      const [salt, size, ownPublic] = [message.subarray(0, 16), message.readUInt32BE(16), message.subarray(21, 86)];
      const sealed = message.subarray(86);
      if (message[20] !== 65 || size < sealed.length) throw new Error('no record of RFC 8188');
      const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, ownPublic]);
      const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(ownPublic), authSecret, keyInfo, 32));
      const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length));
      const key = derive('Content-Encoding: aes128gcm\0', 16);
      const decipher = createDecipheriv('aes-128-gcm', key, derive('Content-Encoding: nonce\0', 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      if (plain.at(-1) !== 2) throw new Error('not the last record');
      return plain.subarray(0, -1).toString();
    },
    async advertise(root) {
      const keys = { publicKey: publicKey.toString('base64url'), authSecret: authSecret.toString('base64url') };
      const sealed = JSON.parse(await sealPayload(root.bundle, JSON.stringify(keys)));
      return JSON.stringify({ kid: toHex(root.fingerprint), ...sealed });
    },
  };
}
