import type { IncomingBso } from '../commands.ts';
import { StorageRefusal } from '../refusal.ts';
import type { Stamp } from '../stamp.ts';
import { batchLife, type EngineSettings } from './settings.ts';
import type { LockedBatch } from './sql/lock.ts';

/** Size and end of a stored record that a write meets. */
export interface StoredBso {
  id: string;
  size: number;
  expiry: Stamp | null;
}

/**
 * Checks X-If-Unmodified-Since under the user's lock.
 *
 * @param current - Stamp of what the command is aimed at; null when it doesn't exist, which counts as 0.
 * @throws {StorageRefusal} When it was modified since.
 */
export function checkUnmodified(current: Stamp | null, unmodifiedSince: Stamp | null): void {
  if (unmodifiedSince !== null && (current ?? 0) > unmodifiedSince) {
    throw new StorageRefusal('modified since', current ?? 0);
  }
}

/**
 * Checks that an open batch can take more records.
 *
 * @param bsos - What is to be added.
 * @throws {StorageRefusal} When it doesn't exist, has ended, belongs to another collection, or would grow too large.
 */
export function checkBatch(
  batch: LockedBatch,
  collection: string,
  now: Stamp,
  bsos: IncomingBso[],
  limits: EngineSettings['limits'],
): void {
  if (batch.batchCollection !== collection || (batch.batchCreated ?? 0) <= now - batchLife) {
    throw new StorageRefusal('no such batch');
  }
  checkBatchSize((batch.batchRecords ?? 0) + bsos.length, (batch.batchBytes ?? 0) + totalSize(bsos), limits);
}

/** @throws {StorageRefusal} When a batch of this many records and payload bytes is over the limits. */
export function checkBatchSize(records: number, bytes: number, limits: EngineSettings['limits']): void {
  if (records > limits.max_total_records || bytes > limits.max_total_bytes) throw new StorageRefusal('batch too large');
}

/** Bytes of all payloads. */
export const totalSize = (bsos: IncomingBso[]): number => bsos.reduce((sum, bso) => sum + bso.size, 0);

/**
 * By how many bytes writing records changes what the collection holds. A payload that isn't given stays, unless the record
 * has expired: then it starts from empty (sync15.md §9).
 *
 * @param stored - Those of the records that exist.
 */
export function sizeChange(bsos: IncomingBso[], stored: StoredBso[], now: Stamp): number {
  if (stored.length === 0) return totalSize(bsos);
  const byId = new Map(stored.map((bso) => [bso.id, bso]));
  let change = 0;
  for (const { id, payload, size } of bsos) {
    const old = byId.get(id);
    const keeps = payload === null && old !== undefined && !isExpired(old, now);
    if (!keeps) change += size - (old?.size ?? 0);
  }
  return change;
}

const isExpired = ({ expiry }: StoredBso, now: Stamp) => expiry !== null && expiry <= now;
