import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from '../crypto/pairing-channel/close-codes.ts';
import { createAddressCounter } from '../http/address-counter.ts';
import { networkOf } from '../http/client-network.ts';
import type { Logger } from '../log/logger.ts';
import type { Member } from './channel.ts';
import { ChannelTable } from './channel-table.ts';
import { closeSocket, refuseUpgrade } from './end-socket.ts';
import { defaultLimits, type HubLimits, socketLimit } from './limits.ts';

const maxUserAgent = 400;
const path = /^\/v1\/ws\/?([\w-]{22})?\/?(?:\?.*)?$/;

export interface HubOptions {
  limits?: HubLimits;
  log: Logger;
  /** Tells the time in ms, by a clock that nobody sets; tests replace it. */
  now?: () => number;
}

/** How the hub does. */
export interface HubStats {
  channels: number;
  sockets: number;
  /** Upgrades refused since the start. */
  refused: number;
}

/** The channel server (accounts.md §7.2): it relays what two devices say to each other and understands none of it. */
export interface Hub {
  /**
   * Takes over an upgrade request. No Origin is asked for: Firefox sends `null`.
   *
   * @param address - The client's own address, not a proxy's.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void;
  stats(): HubStats;
  /** Ends all channels and tells both sides that the server goes away; resolves when the sockets are closed. */
  close(): Promise<void>;
}

/** Makes a hub. Nothing is kept anywhere but in memory. */
export function createHub({ limits = defaultLimits, log, now = () => performance.now() }: HubOptions): Hub {
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.frame });
  const channels = new ChannelTable(limits, now);
  const rate = createAddressCounter(limits.upgradesPerAddress, 60_000, now);
  const lastSeen = new Map<WebSocket, number>();
  let refused = 0;
  let told = 0;

  function refuse(socket: Duplex, status: number, retryAfter?: number): void {
    refused += 1;
    refuseUpgrade(socket, status, retryAfter);
  }

  function accept(socket: WebSocket, request: IncomingMessage, id: string | undefined, address: string): void {
    lastSeen.set(socket, now());
    const seen = () => lastSeen.set(socket, now());
    socket.on('pong', seen).on('message', seen);
    socket.on('close', () => lastSeen.delete(socket));
    // ws closes the socket by itself after a protocol error.
    socket.on('error', () => {});
    const channel = id === undefined ? channels.create(networkOf(address)) : channels.get(id);
    const member: Member = { socket, sender: sender(request, address), hasSpoken: false };
    if (channel) channel.join(member);
    else if (id === undefined) closeSocket(socket, closeCodes.tooMuch, 'too many channels');
    else closeSocket(socket, closeCodes.unknownChannel, 'no such channel');
  }

  const timer = setInterval(() => {
    for (const [socket, at] of lastSeen) {
      if (now() - at > limits.silence) socket.terminate();
      else socket.ping();
    }
    channels.expire();
    if (refused > told) log.warn('pairing: upgrades refused, too many at a time', { refused: refused - told });
    told = refused;
  }, limits.ping);
  timer.unref();

  return {
    upgrade(request, socket, head, address) {
      const match = path.exec(request.url ?? '');
      if (!match) return refuse(socket, 404);
      if (!rate.take(networkOf(address))) return refuse(socket, 429, 60);
      if (lastSeen.size >= socketLimit(limits)) return refuse(socket, 503, 60);
      server.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, request, match[1], address));
    },
    stats: () => ({ channels: channels.size, sockets: lastSeen.size, refused }),
    async close() {
      clearInterval(timer);
      channels.end(closeCodes.goingAway, 'the server is being restarted');
      const closing = [...lastSeen.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of lastSeen.keys()) closeSocket(socket, closeCodes.goingAway, 'the server is being restarted');
      await Promise.all(closing);
    },
  };
}

function sender(request: IncomingMessage, remote: string): Member['sender'] {
  const ua = request.headers['user-agent']?.slice(0, maxUserAgent);
  return ua === undefined ? { remote } : { ua, remote };
}
