import type { Request } from 'express';
import { audit } from '../../http/audit.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { lookUp } from '../account/look-up.ts';
import { sendResetMail } from '../account/send-reset-mail.ts';
import { sendPlain } from '../answer.ts';
import type { LegacyContext } from '../context.ts';
import type { LegacyRoute } from '../route.ts';
import { deleteResetCode } from '../store/reset-codes.ts';
import { hasSecret } from './has-secret.ts';
import { pathUsername } from './path-username.ts';

/** GET /user/1.0/U/password_reset: mails a code. Who, where to, captcha, in this order (sync11.md §1.4). */
export const requestReset: LegacyRoute = (ctx) => async (request, response) => {
  const user = await lookUp(ctx, request, pathUsername(request));
  if (!user) throw LegacyError.coded('username', 'no such user');
  const { mail } = user;
  if (mail === null) throw LegacyError.coded('mail', 'the account has no mail address');
  await checkCaptcha(ctx, request);
  await ctx.limits.spend('mailFromAddress', clientNetwork(request));
  await sendResetMail(ctx, request, { ...user, mail });
  sendPlain(response, 'success');
};

/** DELETE /user/1.0/U/password_reset: the code counts no more ("I did not ask"). */
export const clearReset: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await ctx.legacyAuth(request, pathUsername(request));
  await checkCaptcha(ctx, request);
  await deleteResetCode(ctx.db.query, uid);
  audit(request, 'PasswordResetCleared', { uid: String(uid) });
  sendPlain(response, 'success');
};

/** @throws {LegacyError} 400 with 2, unless captchas are off, the answer is right or the owner's secret is sent along. */
async function checkCaptcha(ctx: LegacyContext, request: Request): Promise<void> {
  const { legacyCaptcha } = ctx;
  if (!legacyCaptcha || hasSecret(ctx, request)) return;
  const query = new URL(request.originalUrl, 'http://localhost').searchParams;
  const answer = legacyCaptcha.answerOf(query.get('captcha-challenge') ?? '', query.get('captcha-response') ?? '');
  if (await legacyCaptcha.verify(answer)) return;
  audit(request, 'CaptchaFail', {});
  throw LegacyError.coded('captcha', 'captcha missing or wrong');
}
