import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Server as TlsServer } from 'node:tls';
import type { DrainLimits } from './messages.ts';

/** Watches a server's connections, so that it can leave without dropping a request. */
export interface Drainer {
  activeRequests(): number;
  connections(): number;
  /**
   * Stops accepting and resolves when the last connection has ended. A keep-alive connection is told `Connection: close` with
   * its next answer; one that stays silent is closed after `linger`, because closing it at once could meet a request that is
   * already on its way. Whatever is left after `grace` is cut off, WebSockets after `upgraded`.
   */
  drain(limits: DrainLimits): Promise<void>;
}

/**
 * Makes a server drainable. Call it before the server listens.
 *
 * @param server - HTTP or HTTPS server of a worker.
 */
export function createDrainer(server: Server): Drainer {
  // With the answer that is under way on each. Not a set of answers: tables whose entries come and go with every request
  // leave garbage behind that holds on to requests until the next full collection.
  const sockets = new Map<Socket, { response: ServerResponse | null }>();
  const upgraded = new WeakSet<Duplex>();
  let active = 0;
  let draining = false;
  let lingering = true;

  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.set(socket, { response: null });
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (_request, socket) => upgraded.add(socket));
  server.prependListener('request', (request, response) => {
    const connection = sockets.get(request.socket);
    if (connection) connection.response = response;
    active++;
    if (draining) response.setHeader('Connection', 'close');
    response.on('close', () => {
      if (connection?.response === response) connection.response = null;
      active--;
      // Answers whose headers had gone out before the drain leave their connection open.
      if (draining && !lingering) setImmediate(() => server.closeIdleConnections());
    });
  });

  async function drain({ linger, grace, upgraded: patience = grace }: DrainLimits): Promise<void> {
    draining = true;
    for (const { response } of sockets.values()) {
      if (response && !response.headersSent) response.setHeader('Connection', 'close');
    }
    // http's own close() would also end idle connections at once; net's only stops listening.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    const lingerTimer = setTimeout(() => {
      lingering = false;
      server.closeIdleConnections();
      // Opened ahead by a browser, never used: http doesn't count them as idle.
      for (const socket of sockets.keys()) if (socket.bytesRead === 0) socket.destroy();
    }, linger);
    const graceTimer = setTimeout(() => {
      for (const socket of sockets.keys()) if (!upgraded.has(socket)) socket.destroy();
    }, grace);
    const upgradedTimer = setTimeout(() => {
      for (const socket of sockets.keys()) socket.destroy();
    }, patience);
    await closed;
    clearTimeout(lingerTimer);
    clearTimeout(graceTimer);
    clearTimeout(upgradedTimer);
  }

  return { activeRequests: () => active, connections: () => sockets.size, drain };
}
