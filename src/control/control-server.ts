import { chmodSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { inWords, sayingOf } from '../failures/explain.ts';
import type { Place } from '../failures/explanation.ts';
import type { Saying } from '../failures/saying.ts';
import { everySoOften, type TellProgress } from '../log/progress.ts';

/**
 * What can be asked over the control socket: `'POST /restart'` and the like. A handler gets the request's JSON body, if it has
 * one, and returns the answer's; an error that it throws is told to who asked. Meanwhile it may tell how far it is.
 */
export type ControlRoutes = Record<string, (body: unknown, tell: TellProgress) => unknown>;

/** What who asks accepts to be told of progress: lines of JSON, `progress` each, the last with `status` and `answer`. */
export const progressType = 'application/x-ndjson';

/** Pause between two words of progress, ms. */
const progressPause = 100;

/** A listening control socket. */
export interface ControlServer {
  close(): void;
}

/**
 * Listens for the `foxden` command and the dashboard on a unix socket that only this user may open.
 *
 * @param path - Path of the socket; there must be nothing yet.
 * @param place - What the routes work on, to explain their errors.
 */
export async function serveControl(path: string, routes: ControlRoutes, place: Place = {}): Promise<ControlServer> {
  const server = createServer(async (request, response) => {
    const hears = request.headers.accept === progressType;
    const line = (part: object) => response.write(`${JSON.stringify(part)}\n`);
    if (hears) response.writeHead(200, { 'Content-Type': progressType, Connection: 'close' }).flushHeaders();
    const seldom = everySoOften((progress) => line({ progress }), progressPause);
    const tell: TellProgress = (progress) => (progress.done >= progress.total ? line({ progress }) : seldom(progress));
    const { status, text } = await answer(request, routes, place, hears ? tell : () => {});
    if (hears) response.end(`{"status":${status},"answer":${text}}\n`);
    else response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end(text);
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  routes: ControlRoutes,
  place: Place,
  tell: TellProgress,
): Promise<{ status: number; text: string }> {
  const handler = routes[`${request.method} ${request.url}`];
  const failure = (status: number, error: string, saying: Saying) => {
    return { status, text: JSON.stringify({ error, saying }) };
  };
  if (!handler) {
    return failure(404, 'This Foxden knows no such request; is it an older version?', {
      id: 'older version',
      facts: {},
    });
  }
  try {
    const hasBody = Number(request.headers['content-length'] ?? 0) > 0;
    return {
      status: 200,
      text: JSON.stringify((await handler(hasBody ? await json(request) : undefined, tell)) ?? {}),
    };
  } catch (error) {
    return failure(500, inWords(error, place), sayingOf(error, place));
  }
}
