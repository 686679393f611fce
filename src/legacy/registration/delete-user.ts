import { audit } from '../../http/audit.ts';
import { removeUser } from '../account/remove-user.ts';
import { sendPlain } from '../answer.ts';
import type { LegacyRoute } from '../route.ts';
import { pathUsername } from './path-username.ts';

/** DELETE /user/1.0/U: the account with all that it stores. Answers `1`, as the old server did (sync11.md §1.4). */
export const deleteUser: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await ctx.legacyAuth(request, pathUsername(request));
  await removeUser(ctx, uid);
  audit(request, 'AccountDeleted', { uid: String(uid), generation: '1.1' });
  sendPlain(response, '1');
};
