import { LegacyError } from '../../http/errors/legacy-error.ts';
import { lookUp } from '../account/look-up.ts';
import { sendPlain } from '../answer.ts';
import type { LegacyRoute } from '../route.ts';
import { pathUsername } from './path-username.ts';

/**
 * GET /user/1.0/U/node/weave: where the user's storage is. Clients append to it, and take another one for a reason to sign in
 * again, so it is always the public address with a slash, and nothing else (sync11.md §1.4).
 * While storage is closed there is none: clients that ask wait ten minutes, and change nothing.
 */
export const node: LegacyRoute = (ctx) => async (request, response) => {
  const { config, announcer } = ctx;
  if (!(await lookUp(ctx, request, pathUsername(request)))) throw LegacyError.notFound('no such user');
  if (announcer.closedFor() !== undefined) return sendPlain(response, 'null', 'application/json');
  sendPlain(response, `${config.publicUrl}/`);
};
