import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Config } from '../config/config.ts';
import { failureFields } from '../failures/failure-fields.ts';
import type { Logger } from '../log/logger.ts';
import { createHub, type HubStats } from './hub.ts';
import { socketPath } from './hub-socket.ts';
import { defaultLimits, type HubLimits } from './limits.ts';
import { clientAddressHeader } from './upgrade-proxy.ts';

/** The hub behind its unix socket. */
export interface HubServer {
  stats(): HubStats;
  /** Ends all channels, tells both sides, and stops listening. */
  close(): Promise<void>;
}

/** What the hub's server needs of the context. */
export interface HubServerContext {
  config: Pick<Config, 'dataDir' | 'rateLimits'>;
  log: Logger;
}

/** Answers what is no upgrade; `address` is the client's own. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse, address: string) => void;

/**
 * Lets the hub listen on its unix socket, mode 0600: whoever can reach it is a worker, which is believed about the client's
 * address. With FOXDEN_RATE_LIMITS=off the limits by address are off; those on memory and time stay.
 *
 * @param onRequest - Takes requests that are no upgrades; without it they are refused.
 */
export async function startHubServer(
  { config, log }: HubServerContext,
  onRequest: RequestHandler = (_request, response) => response.writeHead(426, { Upgrade: 'websocket' }).end(),
): Promise<HubServer> {
  const byAddress = { channelsPerAddress: Number.POSITIVE_INFINITY, upgradesPerAddress: Number.POSITIVE_INFINITY };
  const limits: HubLimits = { ...defaultLimits, ...(config.rateLimits ? {} : byAddress) };
  const hub = createHub({ limits, log });
  const server = createServer((request, response) => onRequest(request, response, clientAddress(request)));
  server.on('upgrade', (request, socket, head) => hub.upgrade(request, socket, head, clientAddress(request)));
  const path = socketPath(config.dataDir);
  // A socket file that a killed hub has left behind would be taken for a running one.
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, backlog: 4096 }, resolve);
  });
  server.on('error', (error) => log.error('the pairing hub could not accept a connection', failureFields(error)));
  chmodSync(path, 0o600);
  return {
    stats: () => hub.stats(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await hub.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function clientAddress(request: IncomingMessage): string {
  const address = request.headers[clientAddressHeader];
  return typeof address === 'string' ? address : 'unknown';
}
