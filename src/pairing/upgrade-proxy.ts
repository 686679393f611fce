import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Config } from '../config/config.ts';
import { failureFields } from '../failures/failure-fields.ts';
import { lazyProxy } from '../http/lazy-proxy.ts';
import { basePathOf, toLocalTarget } from '../http/request-target.ts';
import type { Logger } from '../log/logger.ts';
import { refuseUpgrade } from './end-socket.ts';
import { offersPairing, socketPath } from './hub-socket.ts';

/** Header in which a worker tells the hub the client's own address. What a client sends under this name is overwritten. */
export const clientAddressHeader = 'x-forwarded-for';

/** Returns true when a proxy's address may be believed; `hop` is 0 for the nearest. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** What handing over needs of the context. */
export interface UpgradeProxyContext {
  config: Pick<Config, 'dataDir' | 'accounts' | 'publicUrl'>;
  log: Logger;
  /** Has the hub started if need be. */
  wakeHub?(): Promise<void>;
}

/**
 * Lets a worker's server hand WebSocket upgrades under `/v1/ws` over to the hub, whichever worker they come to. Upgrades of
 * other paths are refused with 404, and all of them where there is no pairing.
 */
export function handUpgradesToHub(server: Server, ctx: UpgradeProxyContext, trust: TrustProxy): void {
  const { config, log, wakeHub } = ctx;
  const proxy = lazyProxy();
  const isOffered = offersPairing(config);
  const basePath = basePathOf(config.publicUrl);
  server.on('upgrade', async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    toLocalTarget(request, basePath);
    if (!isOffered || !request.url?.startsWith('/v1/ws')) return refuseUpgrade(socket, 404);
    // Node gives no socket for a request with a body, and a handshake has none (RFC 6455 §4.1).
    if (request.method !== 'GET' || !(socket instanceof Socket)) return refuseUpgrade(socket, 400);
    const target = { socketPath: socketPath(config.dataDir), host: 'pairing', protocol: 'http:' };
    // Not later: a connection that has ended has no address.
    const headers = { [clientAddressHeader]: clientAddress(request, trust) };
    const [{ ws }] = await Promise.all([proxy(), wakeHub?.()]);
    if (socket.destroyed) return;
    const before = socket.bytesWritten;
    const refuse = (error: Error) => {
      // After the handshake an HTTP answer would only garble the WebSocket; the broken connection says it all.
      if (socket.bytesWritten !== before) return;
      log.error('the pairing hub does not answer', failureFields(error));
      refuseUpgrade(socket, 503, 5);
    };
    try {
      ws(request, socket, head, { target: target as never, headers }, refuse);
    } catch {
      // An address that can't be parsed, or a header that may come in but not go out.
      refuseUpgrade(socket, 400);
    }
  });
}

/** Whether a request asks for a WebSocket. Any other protocol that a client offers to change to is passed over (RFC 9110 §7.8). */
export const wantsWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/** The address that the nearest proxy which is not trusted, or the client itself, came from. */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  const told = String(request.headers[clientAddressHeader] ?? '').split(',');
  const hops = [
    request.socket.remoteAddress ?? 'unknown',
    ...told
      .map((hop) => hop.trim())
      .filter(Boolean)
      .reverse(),
  ];
  const stranger = hops.findIndex((address, hop) => !trust(address, hop));
  return hops[stranger] ?? hops.at(-1)!;
}
