import { authenticateSession } from '../../identity/session-auth.ts';
import { spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { sendVerification } from './verification.ts';

/** `POST /session/resend_code`, and `POST /recovery_email/resend_code`: the last mail once more, with the same code. */
export const sessionResendCode: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  await spendMail(ctx, request, { uid: session.uid, session });
  await sendVerification(ctx, session);
  return {};
};
