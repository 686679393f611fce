import type { LegacyRoutes } from '../route.ts';
import { changeEmail } from './change-email.ts';
import { create } from './create.ts';
import { deleteUser } from './delete-user.ts';
import { exists } from './exists.ts';
import { node } from './node.ts';
import { clearReset, requestReset } from './password-reset.ts';
import { setPassword } from './set-password.ts';

/** The user API below `/user`, with the endpoint of each method (sync11.md §1.4); both `1` and `1.0` name its version. */
export const registrationRoutes: LegacyRoutes = {
  '/:version/:user': { GET: exists, PUT: create, DELETE: deleteUser },
  '/:version/:user/node/weave': { GET: node },
  '/:version/:user/email': { POST: changeEmail },
  '/:version/:user/password': { POST: setPassword },
  '/:version/:user/password_reset': { GET: requestReset, DELETE: clearReset },
};
