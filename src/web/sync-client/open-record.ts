import { openPayload, SealBrokenError, type SyncKeyBundle } from '../../crypto/client/sync-keys.ts';
import type { OpenRecord } from './records.ts';

/** A sealed record, of now or of before. */
export interface SealedRecord {
  id: string;
  payload: string;
  /** Seconds. */
  modified: number;
  sortindex?: number;
}

/**
 * Opens a record. What can't be opened is told, never thrown: one bad record must not hide the others.
 *
 * @param bundles - Keys to try, the most likely first; null: the collection isn't sealed.
 */
export async function openRecord(bundles: readonly SyncKeyBundle[] | null, sealed: SealedRecord): Promise<OpenRecord> {
  const { id, payload, sortindex } = sealed;
  const record: OpenRecord = { id, modified: Math.round(sealed.modified * 1000), clear: null };
  if (sortindex !== undefined && sortindex !== null) record.sortindex = sortindex;
  let text: string | undefined;
  try {
    text = bundles === null ? payload : await openWithAny(bundles, payload);
  } catch (error) {
    if (error instanceof SealBrokenError) return { ...record, problem: 'other keys' };
    return { ...record, problem: 'malformed' };
  }
  try {
    const clear: unknown = JSON.parse(text);
    if (typeof clear !== 'object' || clear === null || Array.isArray(clear)) return { ...record, problem: 'malformed' };
    const inside = (clear as { id?: unknown }).id;
    // Without this a server could pass one record off as another.
    if (bundles !== null && inside !== undefined && inside !== id) return { ...record, problem: 'other id' };
    return { ...record, clear: clear as Record<string, unknown> };
  } catch {
    return { ...record, problem: 'malformed' };
  }
}

async function openWithAny(bundles: readonly SyncKeyBundle[], payload: string): Promise<string> {
  let problem: unknown = new SealBrokenError('no keys');
  for (const bundle of bundles) {
    try {
      return await openPayload(bundle, payload);
    } catch (error) {
      problem = error;
      if (!(error instanceof SealBrokenError)) throw error;
    }
  }
  throw problem;
}
