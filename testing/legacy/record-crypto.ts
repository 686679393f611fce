import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Keys of records: AES-256-CBC and HMAC-SHA256 (sync11.md §2.8). */
export interface KeyPair {
  encryption: Buffer;
  hmac: Buffer;
}

/** An encrypted payload, before it is made text. */
export interface Encrypted {
  ciphertext: string;
  IV: string;
  hmac: string;
}

/** Makes new keys. */
export const randomKeys = (): KeyPair => ({ encryption: randomBytes(32), hmac: randomBytes(32) });

/** The keys with which crypto/keys itself is encrypted: HKDF-Expand of the recovery key, two blocks. */
export function syncKeyPair(recoveryKey: Uint8Array, username: string): KeyPair {
  const info = Buffer.from(`Sync-AES_256_CBC-HMAC256${username}`);
  const block = (previous: Buffer, count: number) =>
    createHmac('sha256', recoveryKey)
      .update(previous)
      .update(info)
      .update(Buffer.from([count]))
      .digest();
  const encryption = block(Buffer.alloc(0), 1);
  return { encryption, hmac: block(encryption, 2) };
}

/** Encrypts an object. The HMAC is over the ciphertext's base64. */
export function encrypt({ encryption, hmac }: KeyPair, cleartext: object): Encrypted {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', encryption, iv);
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(cleartext), 'utf8'), cipher.final()]).toString(
    'base64',
  );
  return { ciphertext, IV: iv.toString('base64'), hmac: hmacOf(hmac, ciphertext) };
}

/**
 * Decrypts a payload.
 *
 * @throws {Error} When it was encrypted with other keys or changed.
 */
export function decrypt<T>({ encryption, hmac }: KeyPair, { ciphertext, IV, hmac: claimed }: Encrypted): T {
  if (hmacOf(hmac, ciphertext) !== claimed) throw new Error('Record SHA256 HMAC mismatch');
  const decipher = createDecipheriv('aes-256-cbc', encryption, Buffer.from(IV, 'base64'));
  return JSON.parse(Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]).toString('utf8')) as T;
}

const hmacOf = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex');
