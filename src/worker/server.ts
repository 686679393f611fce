import { createServer, type Server } from 'node:http';
import { tlsFiles } from '../config/tls-files.ts';
import type { Context } from '../context.ts';
import { handUpgradesToHub, wantsWebSocket } from '../pairing/upgrade-proxy.ts';
import { createListener } from './listener.ts';
import { outlastErrors } from './outlast-errors.ts';
import { createSecureServer } from './tls/secure-server.ts';

/** Makes the server of one worker, for HTTPS if the worker speaks TLS itself; the caller lets it listen. */
export function createWorkerServer(ctx: Context): Server {
  const { listener, messages, trust } = createListener(ctx);
  const { tls, dataDir } = ctx.config;
  const options = { ...messages, shouldUpgradeCallback: wantsWebSocket, optimizeEmptyRequests: true };
  const server = tls.listen
    ? createSecureServer(tlsFiles(dataDir), listener, ctx.log, options)
    : createServer(options, listener);
  outlastErrors(server, ctx.log);
  handUpgradesToHub(server, ctx, trust);
  // Firefox keeps its connection between syncs; a proxy in front must never meet one that is just being closed.
  server.keepAliveTimeout = 130_000;
  server.headersTimeout = 135_000;
  return server;
}
