import type { IncomingBso } from '../commands.ts';
import { StorageRefusal } from '../refusal.ts';
import type { Stamp } from '../stamp.ts';
import { quotaLeft } from './quota.ts';
import { batchLife, type EngineSettings, mostBatches } from './settings.ts';
import { chargeOf, recordCost } from './sql/charge.ts';
import type { LockedBatch, LockedForBatch } from './sql/lock.ts';

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

/** Returns true when a new batch has room only once those are given up that were begun long ago. */
export function isShortOfRoom(quota: number | null, { used, batches, held }: LockedForBatch, added: number): boolean {
  return batches >= mostBatches || (held > 0 && quotaLeft(quota, used + held, added) === 'unsure');
}

/** @throws {StorageRefusal} When the user has too many open batches. */
export function checkBatchCount(batches: number): void {
  if (batches >= mostBatches) throw new StorageRefusal('too many batches');
}

/** Bytes of all payloads. */
export const totalSize = (bsos: IncomingBso[]): number => bsos.reduce((sum, bso) => sum + bso.size, 0);

/** What all records of a batch count for until its commit tells exactly. */
export const heldBy = (bsos: IncomingBso[]): number => Math.max(totalSize(bsos), bsos.length * recordCost);

/** By how much a write changes what the collection holds: bytes of payloads, and what they count for in the quota. */
export interface SizeChange {
  bytes: number;
  charge: number;
}

/**
 * Tells how writing records changes what the collection holds. A payload that isn't given stays, unless the record has
 * expired: then it starts from empty (sync15.md §9).
 *
 * @param stored - Those of the records that exist.
 */
export function changeOf(bsos: IncomingBso[], stored: StoredBso[], now: Stamp): SizeChange {
  const byId = new Map(stored.map((bso) => [bso.id, bso]));
  const change: SizeChange = { bytes: 0, charge: 0 };
  for (const { id, payload, size } of bsos) {
    const old = byId.get(id);
    if (payload === null && old !== undefined && !isExpired(old, now)) continue;
    change.bytes += size - (old?.size ?? 0);
    change.charge += chargeOf(size) - (old ? chargeOf(old.size) : 0);
  }
  return change;
}

/** How removing records changes what the collection holds. */
export function changeByRemoving(removed: { size: number }[]): SizeChange {
  const change: SizeChange = { bytes: 0, charge: 0 };
  for (const { size } of removed) {
    change.bytes -= size;
    change.charge -= chargeOf(size);
  }
  return change;
}

const isExpired = ({ expiry }: StoredBso, now: Stamp) => expiry !== null && expiry <= now;
