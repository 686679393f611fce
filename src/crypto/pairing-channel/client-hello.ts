import { type Bytes, concat } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { ByteReader } from './byte-reader.ts';
import { extensionTypes, readExtensions, requireExtension, writeExtensions } from './extensions.ts';
import { handshakeTypes, writeHandshakeMessage } from './handshake-message.ts';
import { hashLength } from './primitives.ts';
import { sameBytes, uint8, uint16, vector8, vector16 } from './structures.ts';

export const cipherSuite = 0x1301;
export const tls12 = 0x0303;
export const tls13 = 0x0304;
const tls10 = 0x0301;
const pskKeOnly = 0;

/** What the client says first. */
export interface ClientHello {
  random: Bytes;
  sessionId: Bytes;
  identity: Bytes;
}

/**
 * A ClientHello that offers one pre-shared key (accounts.md §7.4).
 *
 * @param hello - What goes into it.
 * @param binder - Makes the binder of the message without its binders (RFC 8446 §4.2.11.2).
 */
export async function writeClientHello(hello: ClientHello, binder: (head: Bytes) => Promise<Bytes>): Promise<Bytes> {
  const write = (mac: Bytes) => {
    const offer = concat(vector16(vector16(hello.identity), new Uint8Array(4)), vector16(vector8(mac)));
    const extensions = writeExtensions(
      [extensionTypes.supportedVersions, vector8(uint16(tls13))],
      [extensionTypes.pskKeyExchangeModes, vector8(uint8(pskKeOnly))],
      [extensionTypes.preSharedKey, offer],
    );
    const suites = vector16(uint16(cipherSuite));
    const start = concat(uint16(tls12), hello.random, vector8(hello.sessionId), suites, vector8(uint8(0)));
    return writeHandshakeMessage(handshakeTypes.clientHello, concat(start, extensions));
  };
  const unbound = write(new Uint8Array(hashLength));
  return write(await binder(unbound.slice(0, -(hashLength + 3))));
}

/** What a server needs of a ClientHello. */
export interface ClientOffer {
  sessionId: Bytes;
  /** Index of our identity among the offered ones. */
  index: number;
  binder: Bytes;
  /** Length of the binders list at the message's end, which no binder covers. */
  bindersLength: number;
}

/**
 * Reads a ClientHello. Clients may offer more than the channel can do, but must offer what it needs.
 *
 * @param identity - The pre-shared key's identity that must be among the offered ones.
 * @throws {TlsAlert} With the alert that RFC 8446 names for what is wrong.
 */
export function readClientHello(body: Bytes, identity: Bytes): ClientOffer {
  const reader = new ByteReader(body);
  if (reader.uint16() < tls10) throw new TlsAlert('protocol_version');
  reader.bytes(32);
  const sessionId = reader.vector8();
  if (sessionId.length > 32) throw new TlsAlert('decode_error');
  if (!reader.list16((item) => item.uint16()).includes(cipherSuite)) throw new TlsAlert('handshake_failure');
  if (!sameBytes(reader.vector8(), uint8(0))) throw new TlsAlert('illegal_parameter');
  const extensions = readExtensions(reader);
  reader.end();
  const versions = whole(requireExtension(extensions, extensionTypes.supportedVersions), (r) =>
    r.list8((item) => item.uint16()),
  );
  if (!versions.includes(tls13)) throw new TlsAlert('protocol_version');
  const offer = requireExtension(extensions, extensionTypes.preSharedKey);
  if ([...extensions.keys()].at(-1) !== extensionTypes.preSharedKey) throw new TlsAlert('illegal_parameter');
  const modes = whole(requireExtension(extensions, extensionTypes.pskKeyExchangeModes), (r) => r.vector8());
  if (!modes.includes(pskKeOnly)) throw new TlsAlert('handshake_failure');
  return { sessionId, ...choose(offer, identity) };
}

function choose(offer: Bytes, identity: Bytes): Omit<ClientOffer, 'sessionId'> {
  const { identities, binders } = whole(offer, (reader) => ({
    identities: reader.list16((item) => {
      const offered = item.vector16();
      item.bytes(4); // the obfuscated age, which only tickets have
      return offered;
    }),
    binders: reader.list16((item) => item.vector8()),
  }));
  if (binders.some((binder) => binder.length < hashLength)) throw new TlsAlert('illegal_parameter');
  if (identities.length !== binders.length) throw new TlsAlert('illegal_parameter');
  const index = identities.findIndex((offered) => sameBytes(offered, identity));
  const binder = binders[index];
  if (!binder) throw new TlsAlert('unknown_psk_identity');
  return { index, binder, bindersLength: binders.reduce((sum, item) => sum + 1 + item.length, 2) };
}

function whole<T>(bytes: Bytes, read: (reader: ByteReader) => T): T {
  const reader = new ByteReader(bytes);
  const value = read(reader);
  reader.end();
  return value;
}
