import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { createLogger, type LogRecord } from '../log/logger.ts';
import { createHub, type Hub } from './hub.ts';
import { defaultLimits, type HubLimits } from './limits.ts';

/** A hub behind a server of its own; clients' addresses are those of their sockets. */
export interface TestHub {
  hub: Hub;
  url: string;
  logs: LogRecord[];
  /** Moves the hub's clock, in ms. */
  wait(ms: number): void;
  stop(): Promise<void>;
}

export async function startTestHub(limits: Partial<HubLimits> = {}): Promise<TestHub> {
  let offset = 0;
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'debug');
  const hub = createHub({ limits: { ...defaultLimits, ...limits }, log, now: () => Date.now() + offset });
  const server: Server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) =>
    hub.upgrade(request, socket, head, request.socket.remoteAddress ?? 'unknown'),
  );
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '0.0.0.0', backlog: 4096 }, resolve));
  return {
    hub,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logs,
    wait: (ms) => {
      offset += ms;
    },
    async stop() {
      await hub.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A client of the hub whose frames and end can be awaited. */
export interface TestClient {
  socket: WebSocket;
  /** The next text frame, parsed. */
  next(): Promise<Record<string, unknown>>;
  /** The close code and reason. */
  closed: Promise<{ code: number; reason: string }>;
}

/** Opens a socket; rejects with the HTTP status when the upgrade is refused. */
export async function openClient(url: string, options: WebSocket.ClientOptions = {}): Promise<TestClient> {
  const socket = new WebSocket(url, options);
  const frames: Record<string, unknown>[] = [];
  const waiting: ((frame: Record<string, unknown>) => void)[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as Record<string, unknown>;
    const taker = waiting.shift();
    if (taker) taker(frame);
    else frames.push(frame);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      socket.on('error', () => {});
      socket.terminate();
      reject(new Error(`status ${response.statusCode}`));
    });
  });
  socket.on('error', () => {});
  const next = () =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const frame = frames.shift();
      if (frame) resolve(frame);
      else {
        waiting.push(resolve);
        void closed.then(({ code }) => reject(new Error(`closed with ${code}`)));
      }
    });
  return { socket, next, closed };
}

/** Creates a channel; returns its first member and its id. */
export async function createChannel(url: string, options?: WebSocket.ClientOptions) {
  const client = await openClient(`${url}/v1/ws/`, options);
  const { channelid } = await client.next();
  return { ...client, id: channelid as string };
}

/** Joins a channel. */
export async function joinChannel(url: string, id: string, options?: WebSocket.ClientOptions): Promise<TestClient> {
  const client = await openClient(`${url}/v1/ws/${id}`, options);
  await client.next();
  return client;
}
