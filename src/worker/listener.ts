import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { Express, Request, Response } from 'express';
import type { Context } from '../context.ts';
import { keepHeadersFlat } from '../http/answer-headers.ts';
import { requestContext } from '../http/request-context.ts';
import { basePathOf, toLocalTarget } from '../http/request-target.ts';
import { safetyHeaders } from '../http/safety-headers.ts';
import type { TrustProxy } from '../pairing/upgrade-proxy.ts';
import { takeStorageRequests } from '../storage/router.ts';
import { createApp } from './app.ts';
import { lastError } from './last-error.ts';
import { observeRequests } from './observe-requests.ts';

/** What a server of Foxden's requests is made from. */
export interface Listening {
  listener: RequestListener;
  /** Options of the server. */
  messages: { IncomingMessage: typeof IncomingMessage; ServerResponse: typeof ServerResponse };
  /** Whose word about the client's address counts. */
  trust: TrustProxy;
}

/**
 * Decides who answers a request: every one gets its id, the headers of all answers and its line in the access log; sync
 * storage takes its own, and Express has all others.
 */
export function createListener(ctx: Context): Listening {
  const app = createApp(ctx);
  keepHeadersFlat(app.response);
  const basePath = basePathOf(ctx.config.publicUrl);
  const begin = [requestContext(ctx.log, ctx.history.note), safetyHeaders(ctx.config), observeRequests(ctx)];
  const takeStorage = takeStorageRequests(ctx);
  const goOn = () => {};
  return {
    listener(message, answer) {
      const [request, response] = [message as Request, answer as Response];
      // Whatever goes wrong ends this request and not the worker.
      const next = (error: unknown) => {
        try {
          lastError(error, request, response, goOn);
        } catch {
          response.destroy();
        }
      };
      try {
        toLocalTarget(request, basePath);
        for (const step of begin) step(request, response, goOn);
        if (!takeStorage(request, response, next)) app(request, response);
      } catch (error) {
        next(error);
      }
    },
    messages: {
      IncomingMessage: heirOf(IncomingMessage, app.request),
      ServerResponse: heirOf(ServerResponse, app.response),
    },
    trust: app.get('trust proxy fn') as TrustProxy,
  };
}

/**
 * Requests and answers are Express' own from the beginning. It would make them so itself, but to change what an object is
 * costs as much as all the routes, and storage needs some of it (`request.ip`) without Express.
 */
function heirOf<T extends typeof IncomingMessage | typeof ServerResponse>(
  parent: T,
  prototype: Express['request'] | Express['response'],
): T {
  function heir(...values: unknown[]): object {
    return Reflect.construct(parent, values, heir);
  }
  heir.prototype = prototype;
  return heir as unknown as T;
}
