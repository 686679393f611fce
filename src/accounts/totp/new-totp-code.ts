import type { Request } from 'express';
import { z } from 'zod';
import type { Queries } from '../../database/database.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import type { AccountsContext } from '../context.ts';
import { holdCaller } from '../hold-caller.ts';
import { findNewTotp, type NewTotp, takeNewTotp } from '../store/new-totp.ts';
import { openTotpSecret } from './sealed.ts';
import { countSecondFactor } from './second-factor-guess.ts';
import { totpStep } from './totp.ts';

const body = z.object({ code: z.string().regex(/^\d{6}$/, 'must be 6 digits') });

/**
 * Checks a first code of a new authenticator app.
 *
 * @param whenRight - What follows, in the same transaction; it is given the secret, which no longer waits.
 * @throws {AccountError} 400/155 when no secret waits, 400/183 for a wrong code, 429/114.
 */
export async function checkNewTotp(
  ctx: AccountsContext,
  request: Request,
  session: SessionCredential,
  whenRight: (tx: Queries, totp: NewTotp & { step: number }) => Promise<void>,
): Promise<void> {
  const { code } = await parseBody(body, request);
  const { uid } = session;
  const now = ctx.now();
  const waiting = await findNewTotp(ctx.db.query, uid, now);
  if (!waiting) throw AccountError.totpMissing();
  const guess = await countSecondFactor(ctx, request, session);
  const step = totpStep(openTotpSecret(ctx.serverKeys, { uid, secret: waiting.secret }), code, now);
  const isRight = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, now);
    if (step === undefined || !(await takeNewTotp(tx, uid, waiting))) return false;
    await whenRight(tx, { ...waiting, step });
    return true;
  });
  if (!isRight) {
    guess.wasWrong();
    throw AccountError.invalidOtp();
  }
  await guess.wasRight();
}
