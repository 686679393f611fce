import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { readMetaGlobals, renewStamps, replaceMetaGlobal } from './engines/sql/renew.ts';

/**
 * Makes restored storage new in the eyes of every browser (sync15.md §20.17): each user's collections and records get a
 * stamp above everything that was ever handed out, and meta/global gets new sync ids, global and per engine. Firefox then
 * resets its sync state and reconciles what it has with what is here, instead of missing or wiping it. Open batches end.
 *
 * @param db - A database that no worker uses.
 */
export async function renewSync(db: Database): Promise<void> {
  const now = Math.floor(Date.now() / 10);
  await db.transaction(async (tx) => {
    await renewStamps(tx, now);
    for (const { uid, payload } of await readMetaGlobals(tx)) {
      const renewed = withNewSyncIds(payload);
      // Sync ids have a fixed length; what isn't as long is no meta/global of Firefox.
      if (renewed?.length === payload.length) await replaceMetaGlobal(tx, { uid, payload: renewed });
    }
  });
}

/** meta/global with fresh sync ids of the same length, or undefined when it is none. */
export function withNewSyncIds(payload: string): string | undefined {
  try {
    const meta = JSON.parse(payload) as { syncID?: string; engines?: Record<string, { syncID?: string }> };
    for (const part of [meta, ...Object.values(meta.engines ?? {})]) {
      if (typeof part.syncID === 'string') part.syncID = syncIdLike(part.syncID);
    }
    return JSON.stringify(meta);
  } catch {
    return undefined;
  }
}

const syncIdLike = (old: string) => randomBytes(old.length).toString('base64url').slice(0, old.length);
