import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';

const web = fileURLToPath(new URL('../../src/web/', import.meta.url));
const config = /<meta name="foxden-config" content="[^"]*"/;

/**
 * Serves the pages as they are written, and everything else as the server behind answers it.
 *
 * @param port - Where to listen, on localhost.
 * @param behind - Origin of the running `foxden serve`.
 */
export async function servePages(port: number, behind: string): Promise<ViteDevServer> {
  const vite = await createServer({
    configFile: `${web}vite.config.ts`,
    // The address that pages are at, not one relative to a file.
    base: '/',
    appType: 'custom',
    server: {
      port,
      strictPort: true,
      host: 'localhost',
      fs: { allow: [fileURLToPath(new URL('../../', import.meta.url))] },
      proxy: {
        '^/': {
          target: behind,
          ws: true,
          xfwd: true,
          bypass: (request) => (isForVite(request) ? request.url : undefined),
        },
      },
    },
    plugins: [
      {
        name: 'foxden-pages',
        configureServer: (server) => {
          server.middlewares.use((request, response, next) => {
            sendPage(server, behind, request, response).then((isSent) => isSent || next(), next);
          });
        },
      },
    ],
  });
  return vite.listen();
}

/** True for what Vite answers itself: sources, and the socket by which an open page is told of changes. */
const isForVite = ({ url = '/', headers }: IncomingMessage): boolean =>
  isSource(url) || /^vite-/.test(headers['sec-websocket-protocol'] ?? '');

/** True for what Vite itself has under a path: its own modules, and files of src/web. */
function isSource(url: string): boolean {
  const path = decodeURI(url.split('?')[0]!);
  return path.startsWith('/@') || path.startsWith('/node_modules/') || (path !== '/' && existsSync(`${web}.${path}`));
}

/** Sends a page with the settings that the server behind writes into it. False when it is no page. */
async function sendPage(
  vite: ViteDevServer,
  behind: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { url = '/', method, headers } = request;
  if (method !== 'GET' || !headers.accept?.includes('text/html') || isSource(url)) return false;
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const answer = await patientFetch(behind + url, {
    headers: sent.filter(([name]) => name !== 'connection' && name !== 'accept-encoding'),
    redirect: 'manual',
  });
  const settings = config.exec(await answer.text())?.[0];
  if (settings === undefined) return false;
  const html = readFileSync(`${web}index.html`, 'utf8').replace(config, () => settings);
  response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(await vite.transformIndexHtml(url, html));
  return true;
}

/** Fetches from a server that may just be starting anew. */
async function patientFetch(url: string, init: RequestInit): Promise<Response> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
