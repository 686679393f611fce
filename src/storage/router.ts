import { type RequestHandler, Router } from 'express';
import { announceBackoff, closedForMaintenance } from '../http/announcements.ts';
import { StorageError } from '../http/errors/storage-error.ts';
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
import { postCollection } from './routes/post-collection.ts';
import { putBso } from './routes/put-bso.ts';
import type { Route, RouteHandler } from './routes/route.ts';

/** Every URL of sync storage below its mount point, with the endpoint of each method (sync15.md §2). */
const routes: Record<string, Record<string, Route>> = {
  '/:uid/info/collections': { GET: getInfoCollections },
  '/:uid/storage/:collection': { GET: getCollection, POST: postCollection, DELETE: deleteCollection },
  '/:uid/storage/:collection/:bso': { GET: getBso, PUT: putBso, DELETE: deleteBso },
  '/:uid/info/configuration': { GET: getInfoConfiguration },
  '/:uid/info/collection_counts': { GET: getInfoCollectionCounts },
  '/:uid/info/collection_usage': { GET: getInfoCollectionUsage },
  '/:uid/info/quota': { GET: getInfoQuota },
  '/:uid/storage': { DELETE: deleteStorage },
  '/:uid': { DELETE: deleteStorage },
  '/:uid/': { DELETE: deleteStorage },
};

/**
 * Sync storage 1.5, to be mounted at `/1.5` and, for nodes taken over from the Python server, at `/storage/1.5`.
 */
export function storageRouter(ctx: StorageContext): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const routeContext = { ...ctx, authenticate: createAuthenticate(ctx) };
  router.use(keepNothing, cors, announceBackoff(ctx.announcer), refuseOldClients);
  router.use(closedForMaintenance(ctx.announcer, StorageError.closed));
  for (const [path, methods] of Object.entries(routes)) {
    const handlers = new Map<string, RouteHandler>();
    for (const [method, route] of Object.entries(methods)) handlers.set(method, route(routeContext));
    const allow = [...handlers.keys()].join(', ');
    router.all(path, (request, response) => {
      // Without its address Foxden can check no signature. Never 404: a client may answer that with a wipe (sync15.md §18.2).
      if (ctx.config.publicUrl === null) throw StorageError.unavailable();
      const handler = handlers.get(request.method);
      if (!handler) throw StorageError.methodNotAllowed(allow);
      return handler(request, response);
    });
  }
  router.use(() => {
    throw StorageError.notFound();
  });
  router.use(createErrorMapper(ctx.now));
  return router;
}

// Clients keep what they have read in files of their own; a cache on the way would only have what nobody asks for again.
const keepNothing: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
