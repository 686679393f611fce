import type { Request } from 'express';
import { failureFields } from '../../failures/failure-fields.ts';
import { audit } from '../../http/audit.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import type { LegacyContext } from '../context.ts';
import type { LegacyUser } from '../store/users.ts';
import { makeResetLink } from './reset-code.ts';

/**
 * Mails the link for a new password.
 *
 * @throws {LegacyError} 503 when mail doesn't work or the mail server refuses; and what limits throw.
 */
export async function sendResetMail(
  ctx: LegacyContext,
  request: Request,
  user: LegacyUser & { mail: string },
): Promise<void> {
  if (!ctx.mailer.works) throw LegacyError.unavailable(1800, 'There is no mail on this server');
  await ctx.limits.spend('mailByStrangers', String(user.uid), String(user.uid));
  const facts = await makeResetLink(ctx, user);
  const to = { uid: String(user.uid), email: user.mail, locale: request.headers['accept-language'] ?? null };
  try {
    await ctx.mailer.send(to, 'legacyReset', facts);
  } catch (error) {
    ctx.log.debug('a mail for a new password was not sent', failureFields(error));
    throw LegacyError.unavailable(1800, 'The mail could not be sent');
  }
  audit(request, 'PasswordResetRequested', { uid: to.uid });
}
