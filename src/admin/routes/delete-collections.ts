import type { RequestHandler } from 'express';
import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { requireRecentProof } from '../../identity/require-recent-proof.ts';
import { type AuthContext, authenticateSession } from '../../identity/session-auth.ts';

// Without these the rest is worth nothing: they go only with everything.
const internal = ['meta', 'crypto', 'keys', 'clients'];

const collection = z
  .string()
  .regex(/^[\w.-]{1,32}$/, 'must be the name of a collection')
  .refine((name) => !internal.includes(name), 'must not be one that Firefox needs for all others');
const body = z.object({ collections: z.array(collection).min(1).max(100) });

/** What the route needs. */
export interface DeleteCollectionsContext extends AuthContext {
  /** Deletes collections of an account's Sync data; those that don't exist are no fault. */
  deleteCollections(accountUid: string, collections: string[]): Promise<void>;
}

/**
 * `POST /v1/account/sync_data/delete {collections}`: its owner deletes collections of what lies here. Devices keep what they
 * have and do not upload it again by themselves.
 *
 * @throws {AccountError} 400/164 when the password has to be given again, 400/138 before the second factor.
 */
export function deleteCollections(ctx: DeleteCollectionsContext): RequestHandler {
  return async (request, response) => {
    const session = await authenticateSession(ctx, request);
    if (!session.verified) throw AccountError.unverifiedSession();
    const { collections } = await parseBody(body, request);
    requireRecentProof(session, ctx.now());
    const names = [...new Set(collections)];
    await ctx.deleteCollections(session.uid, names);
    audit(request, 'CollectionsDeleted', { uid: session.uid, collections: names.join(' ') });
    response.json({});
  };
}
