import { type Bytes, concat } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { ByteReader } from './byte-reader.ts';
import { allowOnly, readExtensions, writeExtensions } from './extensions.ts';
import { hashLength } from './primitives.ts';
import { uint8, vector24 } from './structures.ts';

/** Handshake message types (RFC 8446 §4). */
export const handshakeTypes = {
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  finished: 20,
} as const;

/** One handshake message; `bytes` are all of it, for the transcript. */
export interface HandshakeMessage {
  type: number;
  body: Bytes;
  bytes: Bytes;
}

/** Takes the next message out of a record's content. */
export function readHandshakeMessage(reader: ByteReader): HandshakeMessage {
  const type = reader.uint8();
  const body = reader.bytes(reader.uint24());
  return { type, body, bytes: writeHandshakeMessage(type, body) };
}

export const writeHandshakeMessage = (type: number, body: Bytes): Bytes => concat(uint8(type), vector24(body));

/** An EncryptedExtensions message: the channel's list is always empty. */
export const writeEncryptedExtensions = (): Bytes =>
  writeHandshakeMessage(handshakeTypes.encryptedExtensions, writeExtensions());

export function checkEncryptedExtensions(body: Bytes): void {
  const reader = new ByteReader(body);
  const extensions = readExtensions(reader);
  reader.end();
  allowOnly(extensions, []);
}

export const writeFinished = (mac: Bytes): Bytes => writeHandshakeMessage(handshakeTypes.finished, mac);

export function readFinished(body: Bytes): Bytes {
  if (body.length !== hashLength) throw new TlsAlert('decode_error');
  return body;
}

/** Checks the form of a ticket (RFC 8446 §4.6.1), which a server may send and the channel doesn't use. */
export function checkNewSessionTicket(body: Bytes): void {
  const reader = new ByteReader(body);
  reader.bytes(8);
  reader.vector8();
  if (reader.vector16().length === 0) throw new TlsAlert('decode_error');
  readExtensions(reader);
  reader.end();
}
