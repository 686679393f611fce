import type { Bytes } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { expandLabel } from './primitives.ts';

const empty = new Uint8Array(0);
// Far below AES-GCM's limit for one key (RFC 8446 §5.5), far above what a pairing needs.
const maxRecords = 2 ** 24;

/** AES-128-GCM of one direction under one traffic secret (RFC 8446 §5.2, §5.3); counts its records by itself. */
export class RecordProtection {
  readonly #key: CryptoKey;
  readonly #iv: Bytes;
  #sequence = 0;

  private constructor(key: CryptoKey, iv: Bytes) {
    this.#key = key;
    this.#iv = iv;
  }

  static async fromSecret(secret: Bytes): Promise<RecordProtection> {
    const raw = await expandLabel(secret, 'key', empty, 16);
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return new RecordProtection(key, await expandLabel(secret, 'iv', empty, 12));
  }

  /** Encrypts; `header` is the record's 5-byte header, which is authenticated too. */
  async seal(plaintext: Bytes, header: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(this.#parameters(header), this.#key, plaintext));
  }

  /** @throws {TlsAlert} `bad_record_mac` when it wasn't sealed with this key as this record. */
  async open(ciphertext: Bytes, header: Bytes): Promise<Bytes> {
    const parameters = this.#parameters(header);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters, this.#key, ciphertext));
    } catch {
      throw new TlsAlert('bad_record_mac');
    }
  }

  #parameters(additionalData: Bytes): AesGcmParams {
    if (this.#sequence >= maxRecords) throw new TlsAlert('internal_error');
    const iv = this.#iv.slice();
    const end = new DataView(iv.buffer, iv.length - 4);
    end.setUint32(0, end.getUint32(0) ^ this.#sequence++);
    return { name: 'AES-GCM', iv, additionalData };
  }
}
