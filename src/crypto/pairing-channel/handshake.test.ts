import { describe, expect, it } from 'vitest';
import { type Bytes, concat, utf8 } from '../client/bytes.ts';
import { type AlertName, alertCodes } from './alert.ts';
import { extensionTypes as ext } from './extensions.ts';
import { writeFinished } from './handshake-message.ts';
import { applicationSecrets, earlySecrets, handshakeSecrets } from './key-schedule.ts';
import { RecordLayer, recordTypes } from './record-layer.ts';
import {
  badFinished,
  certificate,
  cookie,
  expectRefusal,
  extensionsMessage,
  modes,
  ourKey,
  record,
  sealer,
  zeros,
} from './test-messages.ts';
import { clientOfVectors, type Peer, serverOfVectors } from './test-peers.ts';
import { vectors } from './test-vectors.ts';

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
