import { type Bytes, concat } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { ByteReader } from './byte-reader.ts';
import { cipherSuite, tls12, tls13 } from './client-hello.ts';
import { allowOnly, extensionTypes, readExtensions, requireExtension, writeExtensions } from './extensions.ts';
import { handshakeTypes, writeHandshakeMessage } from './handshake-message.ts';
import { sameBytes, uint8, uint16, vector8 } from './structures.ts';

/**
 * A ServerHello that chooses one of the offered pre-shared keys.
 *
 * @param sessionId - The client's, echoed.
 * @param index - Which offered key it is.
 */
export function writeServerHello(random: Bytes, sessionId: Bytes, index: number): Bytes {
  const extensions = writeExtensions(
    [extensionTypes.supportedVersions, uint16(tls13)],
    [extensionTypes.preSharedKey, uint16(index)],
  );
  const start = concat(uint16(tls12), random, vector8(sessionId), uint16(cipherSuite), uint8(0));
  return writeHandshakeMessage(handshakeTypes.serverHello, concat(start, extensions));
}

/**
 * Checks that a ServerHello says the only thing that it may: TLS 1.3 with our cipher suite and our key.
 *
 * @param sessionId - What our ClientHello said.
 * @throws {TlsAlert} With the alert that RFC 8446 §4.1.3 names for what is wrong.
 */
export function checkServerHello(body: Bytes, sessionId: Bytes): void {
  const reader = new ByteReader(body);
  const legacyVersion = reader.uint16();
  reader.bytes(32);
  const echo = reader.vector8();
  const suite = reader.uint16();
  const compression = reader.uint8();
  const extensions = readExtensions(reader);
  reader.end();
  if (legacyVersion !== tls12 || suite !== cipherSuite || compression !== 0 || !sameBytes(echo, sessionId)) {
    throw new TlsAlert('illegal_parameter');
  }
  const version = uint16Of(requireExtension(extensions, extensionTypes.supportedVersions));
  const index = uint16Of(requireExtension(extensions, extensionTypes.preSharedKey));
  allowOnly(extensions, [extensionTypes.supportedVersions, extensionTypes.preSharedKey]);
  if (version !== tls13 || index !== 0) throw new TlsAlert('illegal_parameter');
}

function uint16Of(data: Bytes): number {
  const reader = new ByteReader(data);
  const value = reader.uint16();
  reader.end();
  return value;
}
