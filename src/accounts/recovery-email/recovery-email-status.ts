import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { stateFields } from '../session/session-state.ts';

/** `GET /recovery_email/status` (accounts.md §3.6). */
export const recoveryEmailStatus: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { verified, emailVerified, sessionVerified } = stateFields(session, session.emailVerified);
  return { email: session.email, verified, emailVerified, sessionVerified, hasRecoveryPhone: false };
};
