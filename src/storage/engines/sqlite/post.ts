import type { PostCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import { changeOf, checkUnmodified, type StoredBso } from '../checks.ts';
import type { LockedBesideBatches } from '../sql/lock.ts';
import { checkQuota } from './check-quota.ts';
import { keepVersions } from './keep-versions.ts';
import { locks, sql } from './sql.ts';
import type { WriteTransaction } from './sqlite-writer.ts';

/** Writes any number of records: 4 statements, 2 without records; one more where versions are kept. */
export function post(tx: WriteTransaction, command: PostCommand): WriteResult {
  const { uid, collection, unmodifiedSince, bsos } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedBesideBatches>(locks.stampUser, { uid, collection, now })!;
  const { stamp, collectionModified, used, held } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  tx.checkLead(stamp, now);
  tx.setIncoming(bsos);
  const stored = bsos.length === 0 ? [] : tx.sql.all<StoredBso>(sql.storedSizes, { uid, collection });
  const change = changeOf(bsos, stored, now);
  const quotaRemaining = checkQuota(tx, command, used + held, change.charge);
  if (stored.length > 0) keepVersions(tx, locked, 'incoming', command, { uid, collection });
  if (bsos.length > 0) tx.sql.run(sql.upsertBsos, { uid, collection, stamp, now });
  tx.sql.run(sql.touchCollection, { uid, collection, stamp, ...change });
  return { modified: stamp, quotaRemaining };
}
