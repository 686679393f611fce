import { describe, expect, it } from 'vitest';
import { utf8 } from '../client/bytes.ts';
import {
  clientOfVectors,
  connectedClient,
  connectedPair,
  connectedServer,
  type Peer,
  serverOfVectors,
} from './test-peers.ts';
import { vectors } from './test-vectors.ts';

const text = (peer: Peer, record: Uint8Array) =>
  peer.connection.receive(record).then((got) => (got.kind === 'data' ? new TextDecoder().decode(got.data) : got.kind));

describe('the client, against the published vectors (accounts.md §7.4)', () => {
  it('opens with the ClientHello, binder included', async () => {
    expect((await clientOfVectors()).sent).toEqual([vectors.clientHello]);
  });

  it('answers the server flight with its Finished', async () => {
    const client = await connectedClient();
    await client.connection.connected;
    expect(client.sent.slice(1)).toEqual([vectors.clientFinished]);
  });

  it('does without a ChangeCipherSpec', async () => {
    const client = await clientOfVectors();
    for (const record of [vectors.serverHello, vectors.serverFlight]) await client.connection.receive(record);
    expect(client.sent.slice(1)).toEqual([vectors.clientFinished]);
  });

  it('sends, receives and closes', async () => {
    const client = await connectedClient();
    for (const data of vectors.clientData) await client.connection.send(data);
    expect(await text(client, vectors.serverRecords[0]!)).toBe('hello world');
    expect(await text(client, vectors.serverRecords[1]!)).toBe('fine thanks and you?');
    expect(await text(client, vectors.serverClose)).toBe('closed');
    await client.connection.close();
    expect(client.sent.slice(2)).toEqual([...vectors.clientRecords, vectors.clientClose]);
  });
});

describe('the server, against the published vectors (accounts.md §7.4)', () => {
  it('answers the ClientHello with ServerHello, ChangeCipherSpec and its flight', async () => {
    const server = await serverOfVectors();
    expect(server.sent).toEqual([]);
    await server.connection.receive(vectors.clientHello);
    expect(server.sent).toEqual([vectors.serverHello, vectors.changeCipherSpec, vectors.serverFlight]);
  });

  it('sends, receives and closes', async () => {
    const server = await connectedServer();
    await server.connection.connected;
    expect(await text(server, vectors.clientRecords[0]!)).toBe('hello world');
    expect(await text(server, vectors.clientRecords[1]!)).toBe('how are you?');
    for (const data of vectors.serverData) await server.connection.send(data);
    expect(await text(server, vectors.clientClose)).toBe('closed');
    await server.connection.close();
    expect(server.sent.slice(3)).toEqual([...vectors.serverRecords, vectors.serverClose]);
  });

  it('accepts a full-featured ClientHello that offers more than it can do', async () => {
    const server = await serverOfVectors();
    await server.connection.receive(vectors.extendedClientHello);
    expect(server.sent.map((record) => record[0])).toEqual([22, 20, 23]);
    // Our key was the second one offered.
    expect(server.sent[0]!.slice(-2)).toEqual(Uint8Array.of(0, 1));
  });
});

describe('both ends', () => {
  it('talk both ways and say goodbye', async () => {
    const { client, server, deliver } = await connectedPair();
    await deliver();
    await Promise.all([client.connected, server.connected]);
    await client.send(utf8('ping'));
    await server.send(utf8('pong'));
    await client.close();
    await server.close();
    expect(await deliver()).toEqual({
      server: [{ kind: 'data', data: utf8('ping') }, { kind: 'closed' }],
      client: [{ kind: 'data', data: utf8('pong') }, { kind: 'closed' }],
    });
    await expect(client.send(utf8('late'))).rejects.toThrow('closed');
    await client.close();
  });

  it('use fresh randomness and so fresh keys each time', async () => {
    const [one, two] = [await connectedPair(), await connectedPair()];
    expect(one.toServer[0]).not.toEqual(two.toServer[0]);
    await one.deliver();
    await two.deliver();
    for (const { client } of [one, two]) await client.send(utf8('the same'));
    expect(one.toServer[0]).not.toEqual(two.toServer[0]);
  });

  it('hold application data back until the handshake is done', async () => {
    const { client, deliver, toServer } = await connectedPair();
    const sending = client.send(utf8('early'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(toServer).toHaveLength(1); // the ClientHello
    const first = await deliver();
    await sending;
    expect([first, await deliver()].flatMap(({ server }) => server)).toEqual([{ kind: 'data', data: utf8('early') }]);
  });

  it('can still send after the other side has closed, and drop what comes after a close', async () => {
    const { client, server, deliver } = await connectedPair();
    await deliver();
    await server.close();
    await deliver();
    await client.send(utf8('last words'));
    expect((await deliver()).server).toEqual([{ kind: 'data', data: utf8('last words') }]);
    await client.close();
    await deliver();
    expect(await server.receive(utf8('anything'))).toEqual({ kind: 'closed' });
  });

  it('close cleanly in the middle of the handshake', async () => {
    const { client, server, deliver } = await connectedPair();
    await server.close();
    expect((await deliver()).client).toContainEqual({ kind: 'closed' });
    await expect(client.connected).rejects.toThrow('closed');
    await expect(server.connected).rejects.toThrow('closed');
  });

  it('with different keys: the server refuses the binder and tells the client (wrong code)', async () => {
    const { client, server, deliver, toClient } = await connectedPair(vectors.psk, utf8('another key'));
    await expect(deliver()).rejects.toMatchObject({ alert: 'decrypt_error', from: 'us' });
    await expect(client.receive(toClient[0]!)).rejects.toMatchObject({ alert: 'decrypt_error', from: 'peer' });
    await expect(server.connected).rejects.toMatchObject({ alert: 'decrypt_error' });
    await expect(client.connected).rejects.toMatchObject({ alert: 'decrypt_error' });
  });
});
