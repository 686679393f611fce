import { type RequestHandler, Router } from 'express';
import { announceBackoff, closedForMaintenance } from '../http/announcements.ts';
import { LegacyError, legacyErrorMapper } from '../http/errors/legacy-error.ts';
import { legacyHeaders } from './answer.ts';
import { captchaRoutes } from './captcha/routes.ts';
import type { LegacyContext } from './context.ts';
import { accountRoutes, connectRoutes, deleteRoutes, resetRoutes } from './forms/routes.ts';
import { mediaRoutes } from './media/media.ts';
import { mountRoutes } from './mount.ts';
import { registrationRoutes } from './registration/routes.ts';
import type { LegacyRoutes } from './route.ts';
import { storageRoutes } from './storage/routes.ts';

/** Every URL of Sync 1.1 by what it begins with; the key exchange has a router of its own. */
const families: Record<string, LegacyRoutes> = {
  '/1.1': storageRoutes,
  '/1.0': storageRoutes,
  '/1': storageRoutes,
  '/user': registrationRoutes,
  '/misc': captchaRoutes,
  '/media': mediaRoutes,
  '/weave-password-reset': resetRoutes,
  '/weave-delete-account': deleteRoutes,
  '/weave-account': accountRoutes,
  '/weave-connect': connectRoutes,
};

/**
 * Sync 1.1 (sync11.md): registration and storage, for the clients that stayed with it. Has no routes with FOXDEN_LEGACY=off.
 */
export function legacyRouter(ctx: LegacyContext): Router {
  const router = Router({ caseSensitive: true });
  if (!ctx.config.legacy) return router;
  for (const [prefix, routes] of Object.entries(families)) {
    const family = Router();
    family.use(legacyHeaders(ctx.now), announceBackoff(ctx.announcer), announceAlert(ctx), needsAddress(ctx));
    if (routes === storageRoutes) family.use(closedForMaintenance(ctx.announcer, closed));
    family.use(mountRoutes(ctx, routes));
    family.use(() => {
      throw LegacyError.notFound();
    });
    family.use(legacyErrorMapper);
    router.use(prefix, family);
  }
  return router;
}

const closed = (retryAfter: number) => LegacyError.unavailable(retryAfter, 'Closed for maintenance');

// Clients look for it with info/collections, and take its absence for the all-clear (sync11.md §2.6).
const announceAlert =
  ({ announcer }: LegacyContext): RequestHandler =>
  (_request, response, next) => {
    const { alert } = announcer.current();
    if (alert !== null) response.setHeader('X-Weave-Alert', alert);
    next();
  };

// Without its address Foxden can tell no client where its storage is.
const needsAddress =
  ({ config }: LegacyContext): RequestHandler =>
  (_request, _response, next) => {
    if (config.publicUrl === null) throw LegacyError.unavailable(1800, 'FOXDEN_PUBLIC_URL is not set yet');
    next();
  };
