import { Readable } from 'node:stream';
import { type Request, type Response, Router } from 'express';
import type { Config } from '../../config/config.ts';
import { lazyProxy } from '../../http/lazy-proxy.ts';
import { BodyError, readBody } from '../../http/read-body.ts';
import { requestLog } from '../../http/request-context.ts';
import { keyExchangeLimits } from './limits.ts';
import { offersKeyExchange } from './offers-key-exchange.ts';
import { refusal, send } from './reply.ts';

/** What handing over needs of the context. */
export interface HandOverContext {
  config: Pick<Config, 'legacy' | 'publicUrl'>;
  /** Unix socket of the process that has all channels. */
  hubSocket: string;
  /** Has that process started if need be. */
  wakeHub?(): Promise<void>;
}

// Patterns for the log: a channel's id must not stand there.
const routes = ['/jpake/new_channel', '/jpake/report', '/jpake/:channel', '/jpake'];

/**
 * Hands the requests of the key exchange over to the hub process, so that two devices meet whichever worker they come to
 * (sync11.md §3). Everything passes as it is, ETags byte for byte.
 */
export function keyExchangeRouter({ config, hubSocket, wakeHub }: HandOverContext): Router {
  const router = Router({ caseSensitive: true });
  if (!offersKeyExchange(config)) return router;
  const proxy = lazyProxy();
  const target = { socketPath: hubSocket, host: 'pairing', protocol: 'http:' };
  for (const route of routes) {
    router.all(route, async (request: Request, response: Response) => {
      const headers = {
        'x-forwarded-for': request.ip ?? 'unknown',
        'x-request-id': String(response.getHeader('X-Request-Id')),
      };
      // Read here, so that whoever sends slowly or too much keeps nobody but this worker busy.
      const body = await readBody(request, keyExchangeLimits.body).catch((error: unknown) => error);
      if (body instanceof BodyError) {
        requestLog(request).info('request refused', { method: request.method, path: route, reason: body.message });
        return send(response, refusal(413, 'The message is too large, too slow or cut off.'));
      }
      await wakeHub?.();
      const buffer = Readable.from([body as Buffer]);
      (await proxy()).web(request, response, { target: target as never, headers, buffer }, (error: Error) => {
        // The hub may have gone away in the middle of its answer, or the client.
        if (response.headersSent || response.destroyed) return void response.destroy();
        requestLog(request).error('the key exchange does not answer', { reason: error.message });
        send(response, refusal(503, 'The server is being restarted. Try again in a moment.', { 'Retry-After': '5' }));
      });
    });
  }
  return router;
}
