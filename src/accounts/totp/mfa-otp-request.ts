import { z } from 'zod';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, deliveryOf, issueCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';
import { mfaActions } from './mfa-token.ts';

const body = z.object({ action: z.enum(mfaActions) });

/** `POST /mfa/otp/request`: mails a code that allows a change of how one signs in (PyFxA, Mozilla's newer settings). */
export const mfaOtpRequest: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const { action } = await parseBody(body, request);
  const { uid } = session;
  await spendMail(ctx, request, { uid, session });
  const code = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    return issueCode(ctx, tx, uid, 'mfa', { data: action });
  });
  await ctx.mailer.send(session, 'changeAccountCode', { code, minutes: codeMinutes('mfa') });
  return { status: 'success', delivery: deliveryOf(ctx) };
};
