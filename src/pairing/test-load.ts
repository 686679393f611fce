import type { WebSocket } from 'ws';
import { fromBase64Url, toBase64Url, utf8 } from '../crypto/client/bytes.ts';
import { Connection } from '../crypto/pairing-channel/connection.ts';
import { createChannel, joinChannel, openClient, type TestClient } from './test-hub.ts';

/** A loopback address of its own for everybody: 127.NET.x.y. */
export const loopback = (net: number, index: number): string =>
  `127.${net}.${Math.floor(index / 250)}.${(index % 250) + 1}`;

/** Two devices in the middle of a pairing: connected, shaken hands, metadata exchanged. */
export interface HalfPairing {
  /** Says the rest; resolves with the milliseconds that it took. */
  finish(): Promise<number>;
}

/** A device with the secure channel over a socket of the load test. */
async function device(client: TestClient, id: string, role: 'client' | 'server') {
  const received: string[] = [];
  const waiting: (() => void)[] = [];
  const send = (record: Uint8Array) => client.socket.send(toBase64Url(record));
  const connection = await Connection[role]({ psk: key, identity: utf8(id), send });
  let failure: Error | undefined;
  const wake = () => {
    for (const one of waiting.splice(0)) one();
  };
  const pump = async () => {
    for (;;) {
      const got = await connection.receive(fromBase64Url((await client.next()).message as string));
      if (got.kind === 'data') received.push(new TextDecoder().decode(got.data));
      if (got.kind === 'closed') received.push('closed');
      wake();
    }
  };
  pump().catch((error) => {
    failure = error;
    wake();
  });
  return {
    connection,
    say: (message: string) => connection.send(utf8(message)),
    async hear(): Promise<string> {
      while (received.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return received.shift()!;
    },
  };
}

const key = new Uint8Array(32).fill(3);

/** Begins a pairing between two addresses, with messages of a real one's sizes (accounts.md §7.2). */
export async function beginPairing(url: string, index: number): Promise<HalfPairing> {
  const options = (net: number) => ({ localAddress: loopback(net, index) });
  const creator = await createChannel(url, options(1));
  const joiner = await joinChannel(url, creator.id, options(2));
  const authority = await device(creator, creator.id, 'server');
  const supplicant = await device(joiner, creator.id, 'client');
  await supplicant.say(`request ${'r'.repeat(460)}`);
  await authority.hear();
  await authority.say(`metadata ${'m'.repeat(140)}`);
  await supplicant.hear();
  return {
    async finish() {
      const start = performance.now();
      await authority.say(`authorize ${'a'.repeat(350)}`);
      await supplicant.hear();
      await supplicant.say('authorize');
      await authority.hear();
      await authority.connection.close();
      if ((await supplicant.hear()) !== 'closed') throw new Error('no goodbye');
      joiner.socket.close();
      creator.socket.close();
      await Promise.all([joiner.closed, creator.closed]);
      return performance.now() - start;
    },
  };
}

/** What became of a flood. */
export interface FloodResult {
  opened: number;
  refused: number;
  close(): void;
}

/** Opens half-open channels from a number of addresses, some hundred at a time, and keeps open what is let in. */
export async function flood(url: string, count: number, addresses: number): Promise<FloodResult> {
  const sockets: WebSocket[] = [];
  let refused = 0;
  let next = 0;
  const attacker = async () => {
    while (next < count) {
      const localAddress = loopback(3, next++ % addresses);
      try {
        sockets.push((await openClient(`${url}/v1/ws/`, { localAddress })).socket);
      } catch {
        refused++;
      }
    }
  };
  await Promise.all(Array.from({ length: 300 }, attacker));
  return {
    opened: sockets.length,
    refused,
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** Runs tasks, so many at a time; returns their results in order. */
export async function inBatches<T>(count: number, width: number, task: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await task(index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
