import { authenticateSession } from '../../http/auth/session-auth.ts';
import { spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { sendVerification } from '../verification.ts';

/** `POST /session/resend_code`, and `POST /recovery_email/resend_code`, which mails the same. */
export const sessionResendCode: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  await spendMail(ctx, request, { uid: session.uid, session });
  await sendVerification(ctx, session);
  return {};
};
