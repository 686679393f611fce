import { createServer, type RequestListener, type Server } from 'node:http';
import { tlsFiles } from '../config/tls-files.ts';
import type { Context } from '../context.ts';
import { basePathOf, toLocalTarget } from '../http/request-target.ts';
import { handUpgradesToHub, type TrustProxy, wantsWebSocket } from '../pairing/upgrade-proxy.ts';
import { createApp } from './app.ts';
import { outlastErrors } from './outlast-errors.ts';
import { createSecureServer } from './tls/secure-server.ts';

/** Makes the server of one worker, for HTTPS if the worker speaks TLS itself; the caller lets it listen. */
export function createWorkerServer(ctx: Context): Server {
  const app = createApp(ctx);
  const basePath = basePathOf(ctx.config.publicUrl);
  const listener: RequestListener = (request, response) => {
    toLocalTarget(request, basePath);
    app(request, response);
  };
  const { tls, dataDir } = ctx.config;
  const server = tls.listen
    ? createSecureServer(tlsFiles(dataDir), listener, ctx.log)
    : createServer({ shouldUpgradeCallback: wantsWebSocket }, listener);
  outlastErrors(server, ctx.log);
  handUpgradesToHub(server, ctx, app.get('trust proxy fn') as TrustProxy);
  // Firefox keeps its connection between syncs; a proxy in front must never meet one that is just being closed.
  server.keepAliveTimeout = 130_000;
  server.headersTimeout = 135_000;
  return server;
}
