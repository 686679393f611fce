import type { RequestHandler } from 'express';
import { AccountError } from '../../http/errors/account-error.ts';
import { type AuthContext, authenticateSession } from '../../identity/session-auth.ts';

/** What one collection of an account's Sync data amounts to. */
export interface SyncedCollection {
  name: string;
  /** Live records. */
  records: number;
  /** Last write, ms. */
  modified: number;
}

/** What the route needs. */
export interface SyncDataContext extends AuthContext {
  /** Tells what this server stores for an account. */
  readSyncData(accountUid: string): Promise<SyncedCollection[]>;
}

/**
 * `GET /v1/account/sync_data`: what of an account lies here, and since when, so that people see that their Firefoxes sync with
 * this server. Names and numbers only; what is in the records, nobody here can read.
 */
export function syncData(ctx: SyncDataContext): RequestHandler {
  return async (request, response) => {
    const session = await authenticateSession(ctx, request);
    if (!session.verified) throw AccountError.unverifiedSession();
    response.json({ collections: await ctx.readSyncData(session.uid) });
  };
}
