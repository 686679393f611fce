import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import httpProxy from 'http-proxy';
import type { Config } from '../config/config.ts';
import { errorFields, type Logger } from '../log/logger.ts';
import { offersPairing } from './offers-pairing.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { socketPath } from './socket-path.ts';

/** In which a worker tells the hub the client's own address. What a client sends under this name is overwritten. */
export const clientAddressHeader = 'x-forwarded-for';

/** Says whether a proxy's address may be believed; `hop` is 0 for the nearest. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** What handing over needs of the context. */
export interface UpgradeProxyContext {
  config: Pick<Config, 'dataDir' | 'accounts' | 'publicUrl'>;
  log: Logger;
}

/**
 * Lets a worker's server hand WebSocket upgrades under `/v1/ws` over to the hub, whichever worker they come to. Upgrades of
 * other paths are refused with 404, and all of them where there is no pairing.
 */
export function handUpgradesToHub(server: Server, { config, log }: UpgradeProxyContext, trust: TrustProxy): void {
  const proxy = httpProxy.createProxyServer({});
  const isOffered = offersPairing(config);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex & { bytesWritten: number }, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!isOffered || !request.url?.startsWith('/v1/ws')) return refuseUpgrade(socket, 404);
    const before = socket.bytesWritten;
    const target = { socketPath: socketPath(config.dataDir), host: 'pairing', protocol: 'http:' };
    const headers = { [clientAddressHeader]: clientAddress(request, trust) };
    proxy.ws(request, socket as never, head, { target: target as never, headers }, (error: Error) => {
      // After the handshake an HTTP answer would only garble the WebSocket; the broken connection says it all.
      if (socket.bytesWritten !== before) return;
      log.error('the pairing hub does not answer', errorFields(error));
      refuseUpgrade(socket, 503, 5);
    });
  });
}

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
