import type { Bytes } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';

/** Reads TLS structures (RFC 8446 §3) from front to back; whatever doesn't fit is a `decode_error`. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** Fails unless everything has been read. */
  end(): void {
    if (!this.isAtEnd) throw new TlsAlert('decode_error');
  }

  bytes(length: number): Bytes {
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw new TlsAlert('decode_error');
    const slice = new Uint8Array(this.#bytes.subarray(this.#offset, end));
    this.#offset = end;
    return slice;
  }

  uint8 = (): number => this.#number(1);
  uint16 = (): number => this.#number(2);
  uint24 = (): number => this.#number(3);

  /** Contents of a vector whose length has 1 or 2 bytes. */
  vector8 = (): Bytes => this.bytes(this.uint8());
  vector16 = (): Bytes => this.bytes(this.uint16());

  /** Items of a vector, each read by `item`. */
  list8 = <T>(item: (reader: ByteReader) => T): T[] => items(this.vector8(), item);
  list16 = <T>(item: (reader: ByteReader) => T): T[] => items(this.vector16(), item);

  #number(length: number): number {
    return this.bytes(length).reduce((value, byte) => value * 256 + byte, 0);
  }
}

function items<T>(contents: Bytes, item: (reader: ByteReader) => T): T[] {
  const reader = new ByteReader(contents);
  const list: T[] = [];
  while (!reader.isAtEnd) list.push(item(reader));
  return list;
}
