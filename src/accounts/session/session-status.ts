import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';

/** `GET /session/status` (accounts.md §3.4): what a browser asks before it believes a 401. */
export const sessionStatus: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  return {
    state: session.verified ? 'verified' : 'unverified',
    uid: session.uid,
    details: {
      accountEmailVerified: session.emailVerified,
      sessionVerificationMethod: session.verificationMethod,
      sessionVerified: session.verified,
      sessionVerificationMeetsMinimumAAL: session.verified,
      verified: session.verified,
    },
  };
};
