import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import { scrypt } from '../crypto/scrypt.ts';
import { BackupError } from './backup-error.ts';

// Magic (7 bytes and the format), scrypt salt, GCM nonce; then ciphertext; then the tag.
const magic = Buffer.from('FOXDEN\n\x01');
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = magic.length + saltBytes + nonceBytes;

const deriveKey = (passphrase: string, salt: Uint8Array) =>
  scrypt(passphrase, salt, 32, { N: 32768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });

/**
 * A stream that encrypts with AES-256-GCM under a key stretched from the passphrase by scrypt.
 *
 * @param passphrase - Any text.
 */
export async function encryptor(passphrase: string): Promise<Transform> {
  const salt = randomBytes(saltBytes);
  const nonce = randomBytes(nonceBytes);
  const head = Buffer.concat([magic, salt, nonce]);
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(passphrase, salt), nonce).setAAD(head);
  let started = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (!started) this.push(head);
      started = true;
      done(null, cipher.update(chunk));
    },
    flush(done) {
      this.push(cipher.final());
      this.push(cipher.getAuthTag());
      done();
    },
  });
}

/**
 * A stream that decrypts what {@link encryptor} wrote. The tag is checked at the end: nothing that came out before may be
 * acted on until the stream has ended well.
 *
 * @throws {BackupError} Through the stream: not an archive, wrong passphrase, or damaged.
 */
export function decryptor(passphrase: string): Transform {
  let pending = Buffer.alloc(0);
  let decipher: ReturnType<typeof createDecipheriv> | undefined;
  const damaged = (cause?: unknown) =>
    new BackupError(
      'The archive does not open: the passphrase is another one, or the file is damaged or cut off. Try the passphrase that ' +
        'was in use when it was made, or another archive.',
      { id: 'archive does not open', facts: {} },
      cause,
    );
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      try {
        pending = Buffer.concat([pending, chunk]);
        if (!decipher && pending.length >= headBytes) {
          decipher = await open(passphrase, pending.subarray(0, headBytes));
          pending = pending.subarray(headBytes);
        }
        // The last bytes may be the tag, so they wait.
        if (!decipher || pending.length <= tagBytes) return done();
        const ready = pending.subarray(0, -tagBytes);
        pending = pending.subarray(-tagBytes);
        done(null, decipher.update(ready));
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      if (!decipher || pending.length !== tagBytes) return done(damaged());
      try {
        (decipher as ReturnType<typeof createDecipheriv> & { setAuthTag(tag: Buffer): void }).setAuthTag(pending);
        this.push(decipher.final());
        done();
      } catch (error) {
        done(damaged(error));
      }
    },
  });
}

async function open(passphrase: string, head: Buffer): Promise<ReturnType<typeof createDecipheriv>> {
  if (!head.subarray(0, magic.length).equals(magic)) {
    throw new BackupError(
      'The file is not a Foxden backup. Name a file from the backups folder (they end in .foxden).',
      { id: 'no archive', facts: {} },
    );
  }
  const salt = head.subarray(magic.length, magic.length + saltBytes);
  const nonce = head.subarray(magic.length + saltBytes);
  return createDecipheriv('aes-256-gcm', await deriveKey(passphrase, salt), nonce).setAAD(head);
}
