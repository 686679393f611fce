import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';
import { createMfaToken, mfaActions } from './mfa-token.ts';

const body = z.object({ action: z.enum(mfaActions), code: z.string().regex(/^\d{6}$/, 'must be 6 digits') });

/** `POST /mfa/otp/verify`: the mailed code for a token that the routes below `/mfa` take. */
export const mfaOtpVerify: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const { action, code } = await parseBody(body, request);
  const { right, row } = await takeCode(ctx, request, { uid: session.uid, session }, 'mfa', code);
  if (!right || row.data !== action) throw AccountError.invalidOtp();
  return { accessToken: createMfaToken(ctx, session, action) };
};
