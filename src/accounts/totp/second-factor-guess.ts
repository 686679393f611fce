import type { Request } from 'express';
import { audit } from '../../http/audit.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import type { AccountsContext } from '../context.ts';
import { formatTime } from '../device/device-record.ts';

/** A try at the second factor that was counted before it was looked at. */
export interface SecondFactorGuess {
  /** It was right: forgets the wrong ones before it. */
  wasRight(): Promise<void>;
  /** It was wrong; the last one of a day tells the owner. */
  wasWrong(): void;
}

/**
 * Counts a try at the code of the authenticator app, or at a recovery code: whoever tries has the password already. After a
 * hundred wrong ones within a day there is a pause, and a mail; the owner, where known, is counted apart.
 *
 * @throws {AccountError} 429/114.
 */
export async function countSecondFactor(
  ctx: Pick<AccountsContext, 'callers' | 'guesses' | 'limits' | 'mailer' | 'now'>,
  request: Request,
  session: SessionCredential,
): Promise<SecondFactorGuess> {
  const { uid } = session;
  const caller = await ctx.callers.identify(request, uid, session);
  const day = caller.isKnown ? `${uid} ${caller.key}` : uid;
  const left = await ctx.limits.spend('totpOfDay', day, uid);
  const guess = await ctx.guesses.code({ ...caller, isKnown: true }, uid, 'totp');
  return {
    async wasRight() {
      await guess.wasRight();
      await ctx.limits.refund('totpOfDay', day);
    },
    wasWrong() {
      audit(request, 'TotpFailed', { uid });
      if (left > 0) return;
      audit(request, 'TotpPaused', { uid });
      ctx.mailer.notify(session, 'twoFactorPaused', { address: request.ip ?? '?', time: formatTime(ctx.now()) });
    },
  };
}
