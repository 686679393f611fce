import { audit } from '../../http/audit.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { changePassword } from '../account/change-password.ts';
import { lookUp } from '../account/look-up.ts';
import { replaceByCode } from '../account/replace-by-code.ts';
import { sendPlain } from '../answer.ts';
import { isWeak } from '../passwords/password-text.ts';
import type { LegacyRoute } from '../route.ts';
import { pathUsername } from './path-username.ts';
import { readText } from './read-text.ts';

/**
 * POST /user/1.0/U/password: the new password as it is. By the old password, or by a code that was mailed. Whether it is
 * strong enough comes before who asks (sync11.md §1.4).
 */
export const setPassword: LegacyRoute = (ctx) => async (request, response) => {
  const name = pathUsername(request);
  const password = await readText(request);
  if (await isWeak(password, name)) throw LegacyError.coded('weakPassword', 'weak password');
  const code = request.headers['x-weave-password-reset'];
  if (typeof code === 'string' && code !== '') {
    const user = await lookUp(ctx, request, name);
    if (!user) throw LegacyError.notFound('no such user');
    if (!(await replaceByCode(ctx, request, user, code, password))) {
      throw LegacyError.coded('resetCode', 'the code is wrong, used or too old');
    }
  } else {
    const { uid } = await ctx.legacyAuth(request, name);
    await changePassword(ctx, uid, password);
    audit(request, 'PasswordChanged', { uid: String(uid) });
  }
  sendPlain(response, 'success');
};
