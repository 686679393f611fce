import { Router } from 'express';
import { LegacyError, legacyErrorMapper } from '../http/errors/legacy-error.ts';
import { legacyHeaders } from './answer.ts';
import type { LegacyContext } from './context.ts';
import { mountRoutes } from './mount.ts';
import { registrationRoutes } from './registration/routes.ts';
import type { LegacyRoutes } from './route.ts';

/** Every URL of Sync 1.1 by what it begins with. */
const families: Record<string, LegacyRoutes> = {
  '/user': registrationRoutes,
};

/**
 * Sync 1.1 (sync11.md): registration, storage and key exchange, for the clients that stayed with it. Has no routes with
 * FOXDEN_LEGACY=off.
 */
export function legacyRouter(ctx: LegacyContext): Router {
  const router = Router({ caseSensitive: true });
  if (!ctx.config.legacy) return router;
  for (const [prefix, routes] of Object.entries(families)) {
    const family = Router();
    family.use(legacyHeaders(ctx.now));
    family.use(mountRoutes(ctx, routes));
    family.use(() => {
      throw LegacyError.notFound();
    });
    family.use(legacyErrorMapper);
    router.use(prefix, family);
  }
  return router;
}
