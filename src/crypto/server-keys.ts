import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { equalText } from './hawk.ts';
import { hkdf } from './hkdf.ts';

/** A sealed value can't be opened: none of the server's keys fits, or it was altered. */
export class SealError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealError';
  }
}

/**
 * Keeps what the server must read but nobody who has only the database may: sealed with AES-256-GCM under keys that are
 * derived from the master secrets. The newest of them seals; older ones still open.
 */
export interface ServerKeys {
  /**
   * @param text - What to keep.
   * @param context - Whose and what it is, such as `totp 0123…`: a sealed value is no good in another place.
   */
  seal(text: string, context: string): string;
  /**
   * @param sealed - From {@link ServerKeys.seal}. What an older Foxden kept in clear is given back as it is.
   * @throws {SealError}
   */
  open(sealed: string, context: string): string;
  /** Returns true when a value is sealed under the newest key. */
  isCurrent(sealed: string): boolean;
  /** A keyed hash (HMAC-SHA-256, hex) under the newest key. */
  mac(text: string): string;
  /** The keyed hashes of a text under all keys, newest first. */
  macs(text: string): string[];
  /** Returns true when a keyed hash was made of this text, under any of the keys. */
  isMac(mac: string, text: string): boolean;
}

const form = /^v1\.([0-9a-f]{8})\.([\w-]+)$/;
const nonceLength = 12;
const tagLength = 16;

/**
 * @param masterSecrets - Newest first; at least one.
 */
export function createServerKeys(masterSecrets: readonly string[]): ServerKeys {
  const keys = masterSecrets.map((secret) => {
    const derive = (info: string, length: number) => hkdf(secret, '', `foxden/v1/${info}`, length);
    return { id: derive('id', 4).toString('hex'), seal: derive('seal', 32), mac: derive('mac', 32) };
  });
  const newest = keys[0]!;
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    seal(text, context) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', newest.seal, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${newest.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const [, id, data] = form.exec(sealed) ?? [];
      if (id === undefined) return sealed;
      const key = keys.find((each) => each.id === id);
      if (!key) throw new SealError(`Sealed under a key that is not among the master secrets (${id})`);
      const bytes = Buffer.from(data!, 'base64url');
      if (bytes.length < nonceLength + tagLength) throw new SealError('A sealed value is cut off');
      const nonce = bytes.subarray(0, nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', key.seal, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      try {
        return decipher.update(bytes.subarray(nonceLength, -tagLength)).toString('utf8') + decipher.final('utf8');
      } catch {
        throw new SealError('A sealed value was altered, or belongs elsewhere');
      }
    },
    isCurrent: (sealed) => form.exec(sealed)?.[1] === newest.id,
    mac: (text) => hmac(newest.mac, text),
    macs: (text) => keys.map((key) => hmac(key.mac, text)),
    isMac: (mac, text) => keys.some((key) => equalText(mac, hmac(key.mac, text))),
  };
}
