import { describe, it } from 'vitest';
import { type Bytes, concat } from '../client/bytes.ts';
import type { AlertName } from './alert.ts';
import { extensionTypes as ext, writeExtensions } from './extensions.ts';
import { writeEncryptedExtensions, writeHandshakeMessage } from './handshake-message.ts';
import { uint8, uint16, vector8 } from './structures.ts';
import { cookie, type Extension, expectRefusal, modes, record, zeros } from './test-messages.ts';
import { clientOfVectors } from './test-peers.ts';
import { hex, vectors } from './test-vectors.ts';

function serverHello(parts: {
  version?: number;
  sessionId?: Bytes;
  suite?: number;
  compression?: number;
  extensions?: Extension[];
  trailer?: Bytes;
}): Bytes {
  const { version = 0x0303, sessionId = vectors.sessionId, suite = 0x1301, compression = 0 } = parts;
  const extensions = writeExtensions(...(parts.extensions ?? [chosenVersion(0x0304), chosenKey(0)]));
  const start = concat(uint16(version), zeros(32), vector8(sessionId), uint16(suite), uint8(compression));
  return writeHandshakeMessage(2, concat(start, extensions, parts.trailer ?? zeros(0)));
}
const chosenVersion = (version: number): Extension => [ext.supportedVersions, uint16(version)];
const chosenKey = (index: number): Extension => [ext.preSharedKey, uint16(index)];

describe('the client refuses a ServerHello (RFC 8446 §4.1.3, §4.2)', () => {
  const cases: [string, Bytes, AlertName][] = [
    ['of another legacy version', serverHello({ version: 0x0123 }), 'illegal_parameter'],
    ['that says TLS 1.3 in the legacy version', serverHello({ version: 0x0304 }), 'illegal_parameter'],
    ['with another session id', serverHello({ sessionId: zeros(32) }), 'illegal_parameter'],
    ['with another cipher suite', serverHello({ suite: 0x0123 }), 'illegal_parameter'],
    ['with compression', serverHello({ compression: 1 }), 'illegal_parameter'],
    ['without a version', serverHello({ extensions: [chosenKey(0)] }), 'missing_extension'],
    ['without a key', serverHello({ extensions: [chosenVersion(0x0304)] }), 'missing_extension'],
    ['of TLS 1.2', serverHello({ extensions: [chosenVersion(0x0303), chosenKey(0)] }), 'illegal_parameter'],
    ['with a key not offered', serverHello({ extensions: [chosenVersion(0x0304), chosenKey(1)] }), 'illegal_parameter'],
    [
      'with an extension of another message',
      serverHello({ extensions: [chosenVersion(0x0304), modes(), chosenKey(0)] }),
      'illegal_parameter',
    ],
    [
      'with an extension not asked for',
      serverHello({ extensions: [chosenVersion(0x0304), cookie, chosenKey(0)] }),
      'unsupported_extension',
    ],
    [
      'with an extension twice',
      serverHello({ extensions: [chosenVersion(0x0304), chosenVersion(0x0305), chosenKey(0)] }),
      'decode_error',
    ],
    [
      'with a too long extension',
      serverHello({ extensions: [[ext.supportedVersions, hex('030400')], chosenKey(0)] }),
      'decode_error',
    ],
    [
      'with a too short extension',
      serverHello({ extensions: [[ext.supportedVersions, hex('03')], chosenKey(0)] }),
      'decode_error',
    ],
    ['with something behind it', serverHello({ trailer: zeros(3) }), 'decode_error'],
    ['with the next message in its record', concat(serverHello({}), writeEncryptedExtensions()), 'unexpected_message'],
    [
      'with half of the next message in its record',
      concat(serverHello({}), writeEncryptedExtensions().slice(0, 4)),
      'unexpected_message',
    ],
  ];
  it.each(cases)('%s', async (_name, bad, alert) => expectRefusal(await clientOfVectors(), record(22, bad), alert));
});
