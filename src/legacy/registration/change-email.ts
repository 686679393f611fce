import { audit } from '../../http/audit.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { sendPlain } from '../answer.ts';
import type { LegacyRoute } from '../route.ts';
import { updateUser } from '../store/users.ts';
import { isMailAddress } from '../username.ts';
import { pathUsername } from './path-username.ts';
import { readText } from './read-text.ts';

/** POST /user/1.0/U/email: the address as plain text, echoed. The user's name stays as it is (sync11.md §1.4). */
export const changeEmail: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await ctx.legacyAuth(request, pathUsername(request));
  const mail = (await readText(request)).trim();
  if (!isMailAddress(mail)) throw LegacyError.coded('mail', 'no mail address');
  await updateUser(ctx.db.query, uid, { mail });
  audit(request, 'EmailChanged', { uid: String(uid) });
  sendPlain(response, mail);
};
