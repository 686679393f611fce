import type { RequestHandler } from 'express';
import { AccountError } from '../../http/errors/account-error.ts';
import { type AuthContext, authenticateSession } from '../../identity/session-auth.ts';

/** What one collection of an account's Sync data amounts to. */
export interface SyncedCollection {
  name: string;
  /** Live records. */
  records: number;
  /** Bytes of their payloads, encrypted. */
  bytes: number;
  /** Last write, ms. */
  modified: number;
}

/** What this server stores for an account. */
export interface SyncData {
  collections: SyncedCollection[];
  /** When the last write reached this server, ms; null: never. */
  lastWrite: number | null;
  /** Bytes that the account may store; null: as much as there is room for. */
  quota: number | null;
}

/** What the route needs. */
export interface SyncDataContext extends AuthContext {
  /** Tells what this server stores for an account. */
  readSyncData(accountUid: string): Promise<SyncData>;
}

/**
 * `GET /v1/account/sync_data`: what of an account lies here, and since when, so that people see that their Firefoxes sync with
 * this server. Names and numbers only; what is in the records, nobody here can read.
 */
export function syncData(ctx: SyncDataContext): RequestHandler {
  return async (request, response) => {
    const session = await authenticateSession(ctx, request);
    if (!session.verified) throw AccountError.unverifiedSession();
    response.json(await ctx.readSyncData(session.uid));
  };
}
