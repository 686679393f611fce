import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';

/** `GET /account/profile` (accounts.md §3.4). */
export const accountProfile: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const hasTotp = session.verified && session.verificationMethod === 'totp-2fa';
  return {
    email: session.email,
    locale: session.locale,
    authenticationMethods: hasTotp ? ['pwd', 'otp'] : ['pwd', 'email'],
    authenticatorAssuranceLevel: hasTotp ? 2 : 1,
    profileChangedAt: session.profileChangedAt,
  };
};
