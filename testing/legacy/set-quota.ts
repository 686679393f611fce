import type { Transaction } from 'kysely';
import type { Database } from '../../src/database/database.ts';
import type { Schema } from '../../src/database/schema.ts';

/** What changing a quota takes of a context. */
export interface QuotaContext {
  db: Database;
  revokeSyncTokens(tx: Transaction<Schema>, uid: string): Promise<void>;
  announceRevocation(): Promise<void>;
}

/** Gives a user of Sync 1.1 a quota of their own, in bytes; null: the general one. Workers hear of it within seconds. */
export async function setQuota(ctx: QuotaContext, username: string, bytes: number | null): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const user = tx.selectFrom('legacy_users').select('uid').where('name', '=', username);
    const { uid } = await user.executeTakeFirstOrThrow();
    await tx.updateTable('legacy_users').set({ quota_bytes: bytes }).where('uid', '=', uid).execute();
    await ctx.revokeSyncTokens(tx, String(uid));
  });
  await ctx.announceRevocation();
}
