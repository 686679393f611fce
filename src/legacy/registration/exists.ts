import { clientNetwork } from '../../http/client-network.ts';
import { sendPlain } from '../answer.ts';
import type { LegacyRoute } from '../route.ts';
import { findUser } from '../store/users.ts';
import { pathUsername } from './path-username.ts';

/**
 * GET /user/1.0/U: `1` when the name is taken, else `0`. Clients check a server by this very byte (sync11.md §1.4). It tells
 * who has an account, so it is limited for each network.
 */
export const exists: LegacyRoute = (ctx) => async (request, response) => {
  const name = pathUsername(request);
  await ctx.limits.spend('legacyLookups', clientNetwork(request));
  sendPlain(response, (await findUser(ctx.db.query, name)) ? '1' : '0');
};
