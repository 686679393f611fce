import { describe, it } from 'vitest';
import { type Bytes, concat, utf8 } from '../client/bytes.ts';
import type { AlertName } from './alert.ts';
import { writeExtensions } from './extensions.ts';
import { uint8, uint16, vector8, vector16 } from './structures.ts';
import { type Extension, expectRefusal, handshake, keys, modes, ourKey, versions, zeros } from './test-messages.ts';
import { serverOfVectors } from './test-peers.ts';
import { vectors } from './test-vectors.ts';

function clientHello(parts: {
  version?: number;
  suites?: number[];
  compression?: Bytes;
  extensions?: Extension[];
  trailer?: Bytes;
}): Bytes {
  const { version = 0x0303, suites = [0x1301], compression = zeros(1), trailer = zeros(0) } = parts;
  const extensions = writeExtensions(...(parts.extensions ?? [versions(0x0304), modes(0), ourKey]));
  const start = concat(uint16(version), zeros(32), vector8(zeros(32)), vector16(...suites.map(uint16)));
  return handshake(1, concat(start, vector8(compression), extensions, trailer));
}

describe('the server refuses a ClientHello (RFC 8446 §4.1.2, §4.2)', () => {
  const cases: [string, Bytes, AlertName][] = [
    ['of SSL', clientHello({ version: 0x0102 }), 'protocol_version'],
    ['without cipher suites', clientHello({ suites: [] }), 'handshake_failure'],
    ['with other cipher suites', clientHello({ suites: [1, 2, 3] }), 'handshake_failure'],
    ['without compression methods', clientHello({ compression: zeros(0) }), 'illegal_parameter'],
    ['with an old compression method', clientHello({ compression: uint8(1) }), 'illegal_parameter'],
    ['with two compression methods', clientHello({ compression: Uint8Array.of(0, 1) }), 'illegal_parameter'],
    ['without versions', clientHello({ extensions: [modes(0), ourKey] }), 'missing_extension'],
    ['with no version in the list', clientHello({ extensions: [versions(), modes(0), ourKey] }), 'protocol_version'],
    ['of TLS 1.2', clientHello({ extensions: [versions(0x0302, 0x0303), modes(0), ourKey] }), 'protocol_version'],
    ['without a key', clientHello({ extensions: [versions(0x0304), modes(0)] }), 'missing_extension'],
    ['without modes', clientHello({ extensions: [versions(0x0304), ourKey] }), 'missing_extension'],
    ['with another mode', clientHello({ extensions: [versions(0x0304), modes(0xab), ourKey] }), 'handshake_failure'],
    ['with the key not last', clientHello({ extensions: [modes(0), ourKey, versions(0x0304)] }), 'illegal_parameter'],
    [
      'with another key',
      clientHello({ extensions: [versions(0x0304), modes(0), keys([utf8('other')], [zeros(32)])] }),
      'unknown_psk_identity',
    ],
    [
      'with an empty list of keys',
      clientHello({ extensions: [versions(0x0304), modes(0), keys([], [])] }),
      'unknown_psk_identity',
    ],
    [
      'with more keys than binders',
      clientHello({ extensions: [versions(0x0304), modes(0), keys([vectors.identity, utf8('b')], [zeros(32)])] }),
      'illegal_parameter',
    ],
    [
      'with more binders than keys',
      clientHello({ extensions: [versions(0x0304), modes(0), keys([vectors.identity], [zeros(32), zeros(32)])] }),
      'illegal_parameter',
    ],
    [
      'with a short binder',
      clientHello({ extensions: [versions(0x0304), modes(0), keys([vectors.identity], [zeros(24)])] }),
      'illegal_parameter',
    ],
    ['with a wrong binder', clientHello({}), 'decrypt_error'],
    ['with something behind it', clientHello({ trailer: zeros(12) }), 'decode_error'],
    [
      'with an extension twice',
      clientHello({ extensions: [versions(0x0304), modes(0), versions(0x0304), ourKey] }),
      'decode_error',
    ],
  ];
  it.each(cases)('%s', async (_name, bad, alert) => expectRefusal(await serverOfVectors(), bad, alert));

  it('and accepts its extensions in another order', async () => {
    // The binder is wrong, which is only found out after everything else was accepted.
    const other = clientHello({ extensions: [modes(0), versions(0x0304), ourKey] });
    await expectRefusal(await serverOfVectors(), other, 'decrypt_error');
  });
});
