import type { Bytes } from '../client/bytes.ts';
import { Connection, type Received } from './connection.ts';
import { vectors } from './test-vectors.ts';

/** A connection with the vectors' key and random bytes; what it sends is kept. */
export interface Peer {
  connection: Connection;
  sent: Bytes[];
}

export async function clientOfVectors(): Promise<Peer> {
  const values = [vectors.clientRandom, vectors.sessionId];
  return peer(Connection.client, () => values.shift()!);
}

export const serverOfVectors = (): Promise<Peer> => peer(Connection.server, () => vectors.serverRandom);

async function peer(start: typeof Connection.client, random: () => Bytes): Promise<Peer> {
  const sent: Bytes[] = [];
  const { psk, identity } = vectors;
  return { connection: await start({ psk, identity, random, send: (record) => sent.push(record) }), sent };
}

/** A client that has finished the vectors' handshake. */
export async function connectedClient(): Promise<Peer> {
  const client = await clientOfVectors();
  for (const record of [vectors.serverHello, vectors.changeCipherSpec, vectors.serverFlight]) {
    await client.connection.receive(record);
  }
  return client;
}

/** A server that has finished the vectors' handshake. */
export async function connectedServer(): Promise<Peer> {
  const server = await serverOfVectors();
  for (const record of [vectors.clientHello, vectors.clientFinished]) await server.connection.receive(record);
  return server;
}

/** Two ends that talk to each other, with fresh random bytes; records arrive in order. */
export async function connectedPair(psk: Bytes = vectors.psk, otherPsk: Bytes = psk) {
  const toServer: Bytes[] = [];
  const toClient: Bytes[] = [];
  const { identity } = vectors;
  const server = await Connection.server({ psk, identity, send: (record) => toClient.push(record) });
  const client = await Connection.client({ psk: otherPsk, identity, send: (record) => toServer.push(record) });
  /** Delivers until nothing is on its way; returns what both received, without the handshake. */
  const deliver = async (): Promise<{ client: Received[]; server: Received[] }> => {
    const got = { client: [] as Received[], server: [] as Received[] };
    for (;;) {
      const up = toServer.shift();
      const down = up ? undefined : toClient.shift();
      if (up) got.server.push(await server.receive(up));
      else if (down) got.client.push(await client.receive(down));
      else break;
    }
    const loud = (item: Received) => item.kind !== 'nothing';
    return { client: got.client.filter(loud), server: got.server.filter(loud) };
  };
  return { client, server, deliver, toClient, toServer };
}
