import { sendPlain } from '../answer.ts';
import type { LegacyRoute } from '../route.ts';
import { findUser } from '../store/users.ts';
import { pathUsername } from './path-username.ts';

/** GET /user/1.0/U: `1` when the name is taken, else `0`. Clients check a server by this very byte (sync11.md §1.4). */
export const exists: LegacyRoute =
  ({ db }) =>
  async (request, response) => {
    sendPlain(response, (await findUser(db.query, pathUsername(request))) ? '1' : '0');
  };
