import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { findNewEmail } from './new-email.ts';

/** `GET /recovery_emails` (accounts.md §3.6): the primary address, and one that waits to become it. */
export const recoveryEmails: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const waiting = await findNewEmail(ctx.db.query, session.uid, ctx.now());
  const primary = { email: session.email, isPrimary: true, verified: session.emailVerified };
  return waiting ? [primary, { ...waiting, isPrimary: false }] : [primary];
};
