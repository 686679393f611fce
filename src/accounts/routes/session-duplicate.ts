import { authenticateSession } from '../../http/auth/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { seconds, stateFields } from '../session-state.ts';
import { createSession } from '../store/sessions.ts';

/** `POST /session/duplicate` (accounts.md §3.4): a second session, as verified and as old as this one. */
export const sessionDuplicate: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { sessionToken } = await createSession(ctx.db.query, {
    uid: session.uid,
    now: ctx.now(),
    createdAt: session.sessionCreatedAt,
    authAt: session.authAt,
    verified: session.verified,
    verificationMethod: session.verificationMethod,
    userAgent: request.headers['user-agent'] ?? '',
  });
  return {
    uid: session.uid,
    sessionToken,
    authAt: seconds(session.authAt),
    ...stateFields(session, session.emailVerified),
  };
};
