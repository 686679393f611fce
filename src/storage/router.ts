import type { Request, RequestHandler, Response } from 'express';
import { announceBackoff, closedForMaintenance } from '../http/announcements.ts';
import { decideHeader } from '../http/answer-headers.ts';
import { StorageError } from '../http/errors/storage-error.ts';
import { readAtTurnsEnd } from '../http/turn.ts';
import { createAuthenticate } from './auth.ts';
import type { StorageContext } from './context.ts';
import { cors } from './cors.ts';
import { createErrorMapper } from './error-mapper.ts';
import { refuseOldClients } from './old-clients.ts';
import { deleteBso } from './routes/delete-bso.ts';
import { deleteCollection } from './routes/delete-collection.ts';
import { deleteStorage } from './routes/delete-storage.ts';
import { getBso } from './routes/get-bso.ts';
import { getCollection } from './routes/get-collection.ts';
import { getInfoCollectionCounts } from './routes/get-info-collection-counts.ts';
import { getInfoCollectionUsage } from './routes/get-info-collection-usage.ts';
import { getInfoCollections } from './routes/get-info-collections.ts';
import { getInfoConfiguration } from './routes/get-info-configuration.ts';
import { getInfoQuota } from './routes/get-info-quota.ts';
import { getVersions } from './routes/get-versions.ts';
import { getVersionsState } from './routes/get-versions-state.ts';
import { postCollection } from './routes/post-collection.ts';
import { putBso } from './routes/put-bso.ts';
import { putVersionsState } from './routes/put-versions-state.ts';
import type { Route, RouteHandler } from './routes/route.ts';

/** Every URL of sync storage below its mount point, with the endpoint of each method (sync15.md §2); `versions` is Foxden's own. */
const routes: Record<string, Record<string, Route>> = {
  '/:uid/info/collections': { GET: getInfoCollections },
  '/:uid/storage/:collection': { GET: getCollection, POST: postCollection, DELETE: deleteCollection },
  '/:uid/storage/:collection/:bso': { GET: getBso, PUT: putBso, DELETE: deleteBso },
  '/:uid/info/configuration': { GET: getInfoConfiguration },
  '/:uid/info/collection_counts': { GET: getInfoCollectionCounts },
  '/:uid/info/collection_usage': { GET: getInfoCollectionUsage },
  '/:uid/info/quota': { GET: getInfoQuota },
  '/:uid/versions': { GET: getVersionsState, PUT: putVersionsState },
  '/:uid/versions/:collection': { GET: getVersions },
  '/:uid/storage': { DELETE: deleteStorage },
  '/:uid': { DELETE: deleteStorage },
  '/:uid/': { DELETE: deleteStorage },
};

/** Where the storage is; the second for nodes taken over from the Python server. */
export const storageMounts = ['/1.5', '/storage/1.5'];

/** The patterns of all URLs below {@link storageMounts}. */
export const storagePatterns = Object.keys(routes);

const mount = /^(?:\/storage)?\/1\.5(?=\/|$)/i;

/** Takes a request for the storage and answers it; false: it is for somebody else. */
export type TakeStorageRequest = (request: Request, response: Response, next: (error: unknown) => void) => boolean;

interface Endpoint {
  pattern: string;
  path: RegExp;
  /** Of the path's groups. */
  names: string[];
  handlers: Map<string, RouteHandler>;
  allow: string;
}

/**
 * Sync storage 1.5. It is asked before Express, whose routing costs more than most requests of syncs themselves; what it sets
 * of a request (`baseUrl`, `url`, `originalUrl`, `params`, `route`) is what Express sets.
 *
 * @returns A function whose `next` is called with errors that came too late for an answer.
 */
export function takeStorageRequests(ctx: StorageContext): TakeStorageRequest {
  const routeContext = { ...ctx, authenticate: createAuthenticate(ctx) };
  const answerError = createErrorMapper(ctx.now);
  const endpoints = Object.entries(routes).map(([pattern, methods]): Endpoint => {
    const handlers = new Map(Object.entries(methods).map(([method, route]) => [method, route(routeContext)]));
    const names = [...pattern.matchAll(parameter)].map(([, name]) => name!);
    return { pattern, path: pathOf(pattern), names, handlers, allow: [...handlers.keys()].join(', ') };
  });

  let goesOn = false;
  const goOn = () => {
    goesOn = true;
  };
  const steps: RequestHandler[] = [
    keepNothing,
    cors,
    announceBackoff(ctx.announcer),
    refuseOldClients,
    closedForMaintenance(ctx.announcer, StorageError.closed),
  ];

  /** Takes the steps before the endpoint, of which one may answer by itself; none of them waits for anything. */
  function begin(request: Request, response: Response, path: string, fail: (thrown: unknown) => void) {
    for (const step of steps) {
      goesOn = false;
      step(request, response, goOn);
      if (!goesOn) return;
    }
    const done = answer(request, response, path);
    if (done) done.catch(fail);
  }

  function answer(request: Request, response: Response, path: string): ReturnType<RouteHandler> | undefined {
    for (const endpoint of endpoints) {
      const match = endpoint.path.exec(path);
      if (!match) continue;
      for (const [i, name] of endpoint.names.entries()) request.params[name] = decodeURIComponent(match[i + 1]!);
      request.route = { path: endpoint.pattern };
      // Without its address Foxden can check no signature. Never 404: a client may answer that with a wipe (sync15.md §18.2).
      if (ctx.config.publicUrl === null) throw StorageError.unavailable();
      const handler = endpoint.handlers.get(request.method);
      if (!handler) throw StorageError.methodNotAllowed(endpoint.allow);
      return handler(request, response);
    }
    throw StorageError.notFound();
  }

  return (request, response, next) => {
    const target = request.url;
    const end = target.search(/[?#]/);
    const path = end < 0 ? target : target.slice(0, end);
    const base = path.startsWith('/1.5/') ? '/1.5' : mount.exec(path)?.[0];
    if (base === undefined) return false;
    request.res = response;
    request.originalUrl = target;
    request.baseUrl = base;
    request.url = target.slice(base.length);
    request.params = {};
    const fail = (thrown: unknown) => {
      try {
        answerError(thrown, request, response, next);
      } catch (error) {
        next(error);
      }
    };
    const run = () => {
      try {
        begin(request, response, path.slice(base.length), fail);
      } catch (thrown) {
        fail(thrown);
      }
    };
    if (request.method === 'GET') readAtTurnsEnd(run);
    else run();
    return true;
  };
}

// Clients keep what they have read in files of their own; a cache on the way would only have what nobody asks for again.
const keepNothing: RequestHandler = (_request, response, next) => {
  decideHeader(response, 'Cache-Control', 'no-store');
  next();
};

const parameter = /:(\w+)/g;

const pathOf = (pattern: string): RegExp => new RegExp(`^${pattern.replace(parameter, '([^/]+)')}$`);
