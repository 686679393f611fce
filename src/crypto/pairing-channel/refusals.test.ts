import { describe, expect, it } from 'vitest';
import { type Bytes, concat, utf8 } from '../client/bytes.ts';
import { type AlertName, alertCodes } from './alert.ts';
import { extensionTypes as ext, writeExtensions } from './extensions.ts';
import { writeEncryptedExtensions, writeFinished, writeHandshakeMessage } from './handshake-message.ts';
import { applicationSecrets, earlySecrets, handshakeSecrets } from './key-schedule.ts';
import { RecordLayer, recordTypes } from './record-layer.ts';
import { uint8, uint16, vector8, vector16 } from './structures.ts';
import { clientOfVectors, connectedClient, connectedServer, type Peer, serverOfVectors } from './test-peers.ts';
import { hex, vectors } from './test-vectors.ts';

const zeros = (length: number) => new Uint8Array(length);
const record = (type: number, content: Bytes, version = 0x0303, length = content.length) =>
  concat(uint8(type), uint16(version), uint16(length), content);
const handshake = (type: number, body: Bytes) => record(22, writeHandshakeMessage(type, body));

/** The record is refused with this alert, the peer is told, and nothing works afterwards. */
async function expectRefusal(peer: Peer, bad: Uint8Array, alert: AlertName) {
  const before = peer.sent.length;
  await expect(peer.connection.receive(bad)).rejects.toMatchObject({ alert, from: 'us' });
  expect(peer.sent).toHaveLength(before + 1);
  await expect(peer.connection.receive(vectors.clientHello)).rejects.toMatchObject({ alert });
  await expect(peer.connection.send(utf8('more'))).rejects.toMatchObject({ alert });
  expect(peer.sent).toHaveLength(before + 1);
}

type Extension = [number, Bytes];
const versions = (...list: number[]): Extension => [ext.supportedVersions, vector8(...list.map(uint16))];
const modes = (...list: number[]): Extension => [ext.pskKeyExchangeModes, vector8(Uint8Array.from(list))];
const keys = (identities: Bytes[], binders: Bytes[]): Extension => [
  ext.preSharedKey,
  concat(
    vector16(...identities.map((id) => concat(vector16(id), zeros(4)))),
    vector16(...binders.map((b) => vector8(b))),
  ),
];
const ourKey = keys([vectors.identity], [zeros(32)]);

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
const cookie: Extension = [44, vector16(zeros(5))];

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

/** Seals contents as the other side of the vectors' handshake would. */
async function sealer(side: 'client' | 'server', stage: 'handshake' | 'application'): Promise<RecordLayer> {
  const { next } = await earlySecrets(vectors.psk);
  const hellos = concat(vectors.clientHello.slice(5), vectors.serverHello.slice(5));
  const secrets = await handshakeSecrets(next, hellos);
  const layer = new RecordLayer();
  await layer.setReceiveSecret(secrets.server);
  const { content: flight } = await layer.read(vectors.serverFlight);
  const application = await applicationSecrets(secrets.next, concat(hellos, flight));
  await layer.setSendSecret((stage === 'handshake' ? secrets : application)[side]);
  return layer;
}

async function clientAfterHello(): Promise<Peer> {
  const client = await clientOfVectors();
  await client.connection.receive(vectors.serverHello);
  return client;
}

async function serverAfterHello(): Promise<Peer> {
  const server = await serverOfVectors();
  await server.connection.receive(vectors.clientHello);
  return server;
}

const extensionsMessage = (...list: Extension[]) => writeHandshakeMessage(8, writeExtensions(...list));
const badFinished = writeFinished(zeros(32));
const certificate = writeHandshakeMessage(11, zeros(0));

describe('the client refuses in the encrypted part of the handshake', () => {
  const cases: [string, number, Bytes, AlertName][] = [
    ['application data', 23, utf8('early'), 'unexpected_message'],
    ['Finished before EncryptedExtensions', 22, badFinished, 'unexpected_message'],
    ['a certificate', 22, certificate, 'unexpected_message'],
    ['a certificate after EncryptedExtensions', 22, concat(extensionsMessage(), certificate), 'unexpected_message'],
    [
      'EncryptedExtensions twice',
      22,
      concat(extensionsMessage(), extensionsMessage(), badFinished),
      'unexpected_message',
    ],
    ['a wrong Finished', 22, concat(extensionsMessage(), badFinished), 'decrypt_error'],
    ['a Finished of another length', 22, concat(extensionsMessage(), writeFinished(zeros(31))), 'decode_error'],
    ['versions among the extensions', 22, extensionsMessage([ext.supportedVersions, zeros(0)]), 'illegal_parameter'],
    ['a key among the extensions', 22, extensionsMessage(ourKey), 'illegal_parameter'],
    ['modes among the extensions', 22, extensionsMessage(modes(0)), 'illegal_parameter'],
    ['an extension not asked for', 22, extensionsMessage(cookie), 'unsupported_extension'],
    ['nothing at all', 22, zeros(0), 'unexpected_message'],
    ['half a message', 22, extensionsMessage().slice(0, 5), 'decode_error'],
  ];
  it.each(cases)('%s', async (_name, type, content, alert) => {
    const bad = await (await sealer('server', 'handshake')).write(type, content);
    await expectRefusal(await clientAfterHello(), bad, alert);
  });

  it('data under a key that it does not have yet', async () => {
    await expectRefusal(await clientAfterHello(), vectors.serverRecords[0]!, 'bad_record_mac');
  });

  it('a second ChangeCipherSpec (RFC 8446 §5)', async () => {
    const client = await clientAfterHello();
    await client.connection.receive(vectors.changeCipherSpec);
    await expectRefusal(client, vectors.changeCipherSpec, 'unexpected_message');
  });
});

describe('the server refuses in the encrypted part of the handshake', () => {
  it.each([
    ['another message than Finished', 22, extensionsMessage(), 'unexpected_message'],
    ['a wrong Finished', 22, badFinished, 'decrypt_error'],
    ['application data', 23, utf8('early'), 'unexpected_message'],
  ] satisfies [string, number, Bytes, AlertName][])('%s', async (_name, type, content, alert) => {
    const bad = await (await sealer('client', 'handshake')).write(type, content);
    await expectRefusal(await serverAfterHello(), bad, alert);
  });

  it.each([
    ['a plain handshake message', vectors.clientHello, 'unexpected_message'],
    ['data under a key that it does not have yet', vectors.clientRecords[0]!, 'bad_record_mac'],
    ['a ChangeCipherSpec with other contents', record(20, zeros(3)), 'unexpected_message'],
  ] satisfies [string, Bytes, AlertName][])('%s', async (_name, bad, alert) => {
    await expectRefusal(await serverAfterHello(), bad, alert);
  });

  it('and tells the client under the application key (RFC 8446 §6.2)', async () => {
    const server = await serverAfterHello();
    const bad = await (await sealer('client', 'handshake')).write(22, badFinished);
    await expect(server.connection.receive(bad)).rejects.toThrow();
    const reader = new RecordLayer();
    const { next } = await earlySecrets(vectors.psk);
    const hellos = concat(vectors.clientHello.slice(5), vectors.serverHello.slice(5));
    const secrets = await handshakeSecrets(next, hellos);
    const flight = new RecordLayer();
    await flight.setReceiveSecret(secrets.server);
    const { content } = await flight.read(vectors.serverFlight);
    await reader.setReceiveSecret((await applicationSecrets(secrets.next, concat(hellos, content))).server);
    const told = await reader.read(server.sent.at(-1)!);
    expect(told).toEqual({ type: recordTypes.alert, content: Uint8Array.of(2, alertCodes.decrypt_error) });
  });

  it('but accepts one ChangeCipherSpec', async () => {
    const server = await serverAfterHello();
    await server.connection.receive(vectors.changeCipherSpec);
    await server.connection.receive(vectors.clientFinished);
    await server.connection.connected;
  });
});

describe('both refuse before the handshake', () => {
  const cases: [string, Bytes, AlertName][] = [
    ['what is no record', utf8('a badly-formed message'), 'decode_error'],
    ['an unknown content type', record(13, zeros(0)), 'unexpected_message'],
    ['a malformed alert', record(21, hex('010203')), 'decode_error'],
    ['a fatal close_notify', record(21, hex('0200')), 'illegal_parameter'],
    ['an empty handshake record', record(22, zeros(0)), 'unexpected_message'],
    ['a ChangeCipherSpec', vectors.changeCipherSpec, 'unexpected_message'],
    ['application data', vectors.clientRecords[0]!, 'unexpected_message'],
    ['an unknown handshake message', handshake(99, zeros(0)), 'unexpected_message'],
    ['an unknown record version', record(22, zeros(4), 0x1234), 'decode_error'],
    ['a record that promises more than comes', record(22, zeros(4), 0x0303, 5), 'decode_error'],
    ['a record with something behind it', concat(handshake(1, zeros(0)), zeros(1)), 'decode_error'],
    ['a record longer than TLS allows', record(22, zeros(4), 0x0303, 2 ** 14 + 1), 'record_overflow'],
  ];
  it.each(cases)('%s', async (_name, bad, alert) => {
    await expectRefusal(await serverOfVectors(), bad, alert);
    await expectRefusal(await clientOfVectors(), bad, alert);
  });

  it("the other side's hello", async () => {
    await expectRefusal(await serverOfVectors(), vectors.serverHello, 'unexpected_message');
    await expectRefusal(await clientOfVectors(), vectors.clientHello, 'unexpected_message');
  });
});

describe('both refuse after the handshake', () => {
  const ends = [
    ['client', connectedClient, vectors.serverRecords, vectors.serverClose, 'server'],
    ['server', connectedServer, vectors.clientRecords, vectors.clientClose, 'client'],
  ] as const;
  describe.each(ends)('%s', (_name, connect, records, close, other) => {
    it.each([
      ['a record out of order', [records[1]!], 'bad_record_mac'],
      ['a record twice', [records[0]!, records[0]!], 'bad_record_mac'],
      ['a close out of order', [records[0]!, close], 'bad_record_mac'],
      ['a record with a flipped bit', [records[0]!.with(7, records[0]![7]! ^ 4) as Bytes], 'bad_record_mac'],
      ['a ChangeCipherSpec', [vectors.changeCipherSpec], 'unexpected_message'],
      ['another outer type', [record(22, records[0]!.slice(5))], 'unexpected_message'],
      ['an old record version', [record(23, records[0]!.slice(5), 0x0301)], 'decode_error'],
      ['a record longer than TLS allows', [record(23, zeros(4), 0x0303, 2 ** 14 + 257)], 'record_overflow'],
    ] satisfies [string, Bytes[], AlertName][])('%s', async (_case, bad, alert) => {
      const peer = await connect();
      for (const good of bad.slice(0, -1)) await peer.connection.receive(good);
      await expectRefusal(peer, bad.at(-1)!, alert);
    });

    it.each([
      ['another handshake message', 22, badFinished, 'unexpected_message'],
      ['an encrypted ChangeCipherSpec', 20, uint8(1), 'unexpected_message'],
      ['nothing but padding', 0, zeros(6), 'unexpected_message'],
      ['a fatal close_notify', 21, hex('0200'), 'illegal_parameter'],
    ] satisfies [string, number, Bytes, AlertName][])('%s', async (_case, type, content, alert) => {
      const bad = await (await sealer(other, 'application')).write(type, content);
      await expectRefusal(await connect(), bad, alert);
    });

    it('but strips padding, even of empty data (RFC 8446 §5.4)', async () => {
      const peer = await connect();
      const layer = await sealer(other, 'application');
      // A padded record is one whose last content byte is the type and whose "type" is zero.
      expect(await peer.connection.receive(await layer.write(0, hex('68692317 000000')))).toMatchObject({
        kind: 'data',
      });
      expect(await peer.connection.receive(await layer.write(0, hex('17000000')))).toEqual({
        kind: 'data',
        data: zeros(0),
      });
    });
  });

  it('an application message that does not fit in one record', async () => {
    const client = await connectedClient();
    await expect(client.connection.send(zeros(2 ** 14 + 1))).rejects.toMatchObject({ alert: 'internal_error' });
  });

  it('but the client ignores tickets (RFC 8446 §4.6.1)', async () => {
    const ticket = (bytes: Bytes) =>
      writeHandshakeMessage(4, concat(zeros(8), vector8(zeros(32)), vector16(bytes), writeExtensions()));
    const client = await connectedClient();
    const layer = await sealer('server', 'application');
    expect(await client.connection.receive(await layer.write(22, ticket(zeros(32))))).toEqual({ kind: 'nothing' });
    await expectRefusal(client, await layer.write(22, ticket(zeros(0))), 'decode_error');
  });
});
