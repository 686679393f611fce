import { describe, expect, it } from 'vitest';
import { type Bytes, concat, utf8 } from '../client/bytes.ts';
import type { AlertName } from './alert.ts';
import { writeExtensions } from './extensions.ts';
import { writeHandshakeMessage } from './handshake-message.ts';
import { uint8, vector8, vector16 } from './structures.ts';
import { badFinished, expectRefusal, handshake, record, sealer, zeros } from './test-messages.ts';
import { clientOfVectors, connectedClient, connectedServer, serverOfVectors } from './test-peers.ts';
import { hex, vectors } from './test-vectors.ts';

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
