import { type Bytes, concat } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { ByteReader } from './byte-reader.ts';
import { RecordProtection } from './record-protection.ts';
import { uint8, uint16 } from './structures.ts';

/** Content types of records (RFC 8446 §5.1). */
export const recordTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

const tls12 = 0x0303;
const tls10 = 0x0301;
const maxPlaintext = 2 ** 14;
const maxCiphertext = maxPlaintext + 256;
const tagLength = 16;

/** One record's contents. `type` is any byte, since the peer chose it. */
export interface RecordContent {
  type: number;
  content: Bytes;
}

/**
 * Turns contents into records and back (RFC 8446 §5), plain at first and protected once a key is set. One message of the
 * channel carries exactly one record; nothing is split over several.
 */
export class RecordLayer {
  #send: RecordProtection | null = null;
  #receive: RecordProtection | null = null;

  async setSendSecret(secret: Bytes): Promise<void> {
    this.#send = await RecordProtection.fromSecret(secret);
  }

  async setReceiveSecret(secret: Bytes): Promise<void> {
    this.#receive = await RecordProtection.fromSecret(secret);
  }

  /** @throws {TlsAlert} `internal_error` when the content is longer than 2^14 bytes. */
  async write(type: number, content: Uint8Array): Promise<Bytes> {
    if (content.length > maxPlaintext) throw new TlsAlert('internal_error');
    if (!this.#send) return concat(header(type, content.length), content);
    const inner = concat(content, uint8(type));
    const head = header(recordTypes.applicationData, inner.length + tagLength);
    return concat(head, await this.#send.seal(inner, head));
  }

  /** @throws {TlsAlert} For everything that isn't exactly one record of the expected kind. */
  async read(record: Uint8Array): Promise<RecordContent> {
    const reader = new ByteReader(record);
    const type = reader.uint8();
    const version = reader.uint16();
    const length = reader.uint16();
    // A compatible ClientHello may say TLS 1.0 in its header (RFC 8446 §5.1).
    if (version !== tls12 && (this.#receive || version !== tls10)) throw new TlsAlert('decode_error');
    const isProtected = this.#receive !== null && type !== recordTypes.changeCipherSpec;
    if (length > (isProtected ? maxCiphertext : maxPlaintext)) throw new TlsAlert('record_overflow');
    const content = reader.bytes(length);
    reader.end();
    if (!isProtected) return { type, content };
    if (type !== recordTypes.applicationData) throw new TlsAlert('unexpected_message');
    return unpad(await this.#receive!.open(content, new Uint8Array(record.subarray(0, 5))));
  }
}

const header = (type: number, length: number): Bytes => concat(uint8(type), uint16(tls12), uint16(length));

// The true content type stands behind the content and before any zero padding (RFC 8446 §5.4).
function unpad(inner: Bytes): RecordContent {
  const end = inner.findLastIndex((byte) => byte !== 0);
  const type = inner[end];
  if (type === undefined || type === recordTypes.changeCipherSpec) throw new TlsAlert('unexpected_message');
  if (end > maxPlaintext) throw new TlsAlert('record_overflow');
  return { type, content: inner.slice(0, end) };
}
