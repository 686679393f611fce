import { AccountError } from '../../http/errors/account-error.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { createSession } from '../store/create-session.ts';
import { holdSession } from '../store/sessions.ts';
import { seconds, stateFields } from './session-state.ts';

/** `POST /session/duplicate` (accounts.md §3.4): a second session, as verified and as old as this one. */
export const sessionDuplicate: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const now = ctx.now();
  const { sessionToken } = await ctx.db.transaction(async (tx) => {
    // Or a copy could outlive the change of password that ends all sessions.
    if (!(await holdSession(tx, session.sessionIdHash, now))) throw AccountError.invalidToken();
    return createSession(tx, {
      uid: session.uid,
      now,
      createdAt: session.sessionCreatedAt,
      authAt: session.authAt,
      verified: session.verified,
      verificationMethod: session.verificationMethod,
      userAgent: request.headers['user-agent'] ?? '',
    });
  });
  return {
    uid: session.uid,
    sessionToken,
    authAt: seconds(session.authAt),
    ...stateFields(session, session.emailVerified),
  };
};
