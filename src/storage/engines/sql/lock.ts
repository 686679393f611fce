import type { Stamp } from '../../stamp.ts';
import { batchLife } from '../settings.ts';
import { heldByBatches } from './charge.ts';

/** What a write has to know of its user before it decides, read after the user's lock was taken. */
export interface LockedUser {
  /** Stamp of this write, later than any the user was given before (sync15.md §4); unused by writes that only hold. */
  stamp: Stamp;
  /** Stamp of the storage before this write. */
  previous: Stamp;
  /** Null when the collection doesn't exist. */
  collectionModified: Stamp | null;
  /** What the user's records count for in the quota, expired ones included. */
  used: number;
  /** Since when versions of records are kept; null: they aren't. */
  keptSince: Stamp | null;
}

/** Also what the user's batches hold that could still be committed: a write beside them finds that room taken. */
export interface LockedBesideBatches extends LockedUser {
  held: number;
}

/** Also how many such batches there are. */
export interface LockedForBatch extends LockedBesideBatches {
  batches: number;
}

/** Also what is stored of one record. */
export interface LockedBso extends LockedBesideBatches {
  bsoModified: Stamp | null;
  bsoSize: number | null;
  bsoExpiry: Stamp | null;
}

/** Also one batch; all null when it doesn't exist. */
export interface LockedBatch extends LockedUser {
  batchCollection: string | null;
  batchCreated: Stamp | null;
  batchRecords: number | null;
  batchBytes: number | null;
  /** What the collection counts for; null when it doesn't exist. */
  collectionCharge: number | null;
}

// Every subselect depends on the row that is being locked. That is what makes MariaDB run it after it has the lock: one
// without such a reference runs before, and was seen to return what another transaction was just replacing.
const scalar = (expression: string, table: string, where: string, name: string) =>
  `(SELECT ${expression} FROM ${table} x WHERE x.uid = storage_users.uid${where}) AS ${name}`;

const user = [
  scalar('modified', 'storage_collections', ' AND x.name = :collection', 'collectionModified'),
  scalar('CAST(COALESCE(SUM(charge), 0) AS SIGNED)', 'storage_collections', '', 'used'),
].join();
const bsoKey = ' AND x.collection = :collection AND x.id = :id';
const bso = [
  scalar('modified', 'storage_bsos', bsoKey, 'bsoModified'),
  scalar('size', 'storage_bsos', bsoKey, 'bsoSize'),
  scalar('expiry', 'storage_bsos', bsoKey, 'bsoExpiry'),
].join();
const isOpen = ' AND x.created_at > :cut';
const held = scalar(heldByBatches, 'storage_batches', ` AND x.created_at > :now - ${batchLife}`, 'held');
const batches = [
  scalar('COUNT(*)', 'storage_batches', isOpen, 'batches'),
  scalar(heldByBatches, 'storage_batches', isOpen, 'held'),
].join();
const batch = [
  scalar('collection', 'storage_batches', ' AND x.id = :batch', 'batchCollection'),
  scalar('created_at', 'storage_batches', ' AND x.id = :batch', 'batchCreated'),
  scalar('records', 'storage_batches', ' AND x.id = :batch', 'batchRecords'),
  scalar('bytes', 'storage_batches', ' AND x.id = :batch', 'batchBytes'),
  scalar('charge', 'storage_collections', ' AND x.name = :collection', 'collectionCharge'),
].join();

/** The lock statements of one engine, by what they also read. */
export interface LockStatements {
  stampUser: string;
  stampBso: string;
  stampBatch: string;
  holdUser: string;
  holdBatch: string;
}

/**
 * Builds the statements that take a user's write lock, which is the UPDATE of the user's row.
 *
 * @param stamping - Engine's statement that gives out a stamp, up to and without the list behind RETURNING.
 * @param holding - The same without a stamp, for writes that nobody can see yet.
 */
export function lockStatements(stamping: string, holding: string): LockStatements {
  const columns = 'RETURNING modified AS stamp, previous, kept_since AS keptSince';
  return {
    stampUser: `${stamping} ${columns}, ${user}, ${held}`,
    stampBso: `${stamping} ${columns}, ${user}, ${held}, ${bso}`,
    stampBatch: `${stamping} ${columns}, ${user}, ${batch}`,
    holdUser: `${holding} ${columns}, ${user}, ${batches}`,
    holdBatch: `${holding} ${columns}, ${user}, ${batches}, ${batch}`,
  };
}
