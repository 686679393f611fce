import { createServer, type Server } from 'node:http';
import type { Context } from '../context.ts';
import { handUpgradesToHub, type TrustProxy } from '../pairing/upgrade-proxy.ts';
import { createApp } from './app.ts';

/** Makes the HTTP server of one worker; the caller lets it listen. */
export function createWorkerServer(ctx: Context): Server {
  const app = createApp(ctx);
  const server = createServer(app);
  handUpgradesToHub(server, ctx, app.get('trust proxy fn') as TrustProxy);
  // Firefox keeps its connection between syncs; a proxy in front must never meet one that is just being closed.
  server.keepAliveTimeout = 130_000;
  server.headersTimeout = 135_000;
  return server;
}
