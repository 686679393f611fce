import type { LegacyRoutes } from '../route.ts';
import { exists } from './exists.ts';

/** The user API below `/user`, with the endpoint of each method (sync11.md §1.4); both `1` and `1.0` name its version. */
export const registrationRoutes: LegacyRoutes = {
  '/:version/:user': { GET: exists },
};
