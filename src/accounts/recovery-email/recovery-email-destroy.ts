import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { deleteCode } from '../store/codes.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';
import { findNewEmail, isSameEmail, newEmailPurpose } from './new-email.ts';

const body = z.object({ email });

/** `POST /recovery_email/destroy`: gives the new address up. */
export const recoveryEmailDestroy: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(body, request);
  const waiting = await findNewEmail(ctx.db.query, session.uid, ctx.now());
  if (!waiting || !isSameEmail(waiting.email, input.email)) throw AccountError.unknownEmail();
  await deleteCode(ctx.db.query, session.uid, newEmailPurpose);
  return {};
};
