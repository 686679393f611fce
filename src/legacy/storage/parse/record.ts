import { limits } from '../limits.ts';
import type { IncomingRecord } from '../port.ts';
import { isRecordId } from './path.ts';

/** True for a JSON object: not null, not a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a record can't be stored, in the words of the old server (sync11.md §2.5). */
export type Reason =
  | 'invalid wbo'
  | 'invalid id'
  | 'invalid parentid'
  | 'invalid predecessorid'
  | 'invalid sortindex'
  | 'invalid ttl'
  | 'payload not a string'
  | 'payload too large';

/**
 * Checks one record (sync11.md §2.3). What isn't a field of records is dropped; null counts as absent.
 *
 * @param raw - Parsed JSON object.
 * @param pathId - Id from the URL, which wins over the record's own.
 * @returns The record, or why it is invalid.
 */
export function parseRecord(raw: Record<string, unknown>, pathId?: string): IncomingRecord | Reason {
  const id = pathId ?? idOf(raw);
  if (id === undefined) return 'invalid id';
  const own = (name: string): unknown => (Object.hasOwn(raw, name) ? (raw[name] ?? null) : null);
  for (const name of ['parentid', 'predecessorid', 'sortindex', 'ttl', 'payload']) {
    if (typeof own(name) === 'object' && own(name) !== null) return 'invalid wbo';
  }
  const parentid = linkOf(own('parentid'));
  if (parentid === undefined) return 'invalid parentid';
  const predecessorid = linkOf(own('predecessorid'));
  if (predecessorid === undefined) return 'invalid predecessorid';
  const sortindex = wholeOf(own('sortindex'), -limits.sortindex, limits.sortindex);
  if (sortindex === undefined) return 'invalid sortindex';
  const ttl = wholeOf(own('ttl'), 0, limits.ttl);
  if (ttl === undefined) return 'invalid ttl';
  const payload = own('payload');
  // Half a surrogate pair can't be written as UTF-8, and must not come back as something else.
  if (payload !== null && (typeof payload !== 'string' || !payload.isWellFormed())) return 'payload not a string';
  const size = payload === null ? 0 : Buffer.byteLength(payload);
  if (size > limits.payloadBytes) return 'payload too large';
  return { id, payload, size, sortindex, ttl, parentid, predecessorid };
}

/** The id of a record, as text; undefined when it is none. */
export function idOf(raw: Record<string, unknown>): string | undefined {
  const id = Object.hasOwn(raw, 'id') ? raw.id : undefined;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return isRecordId(String(id)) ? String(id) : undefined;
}

function linkOf(value: unknown): string | null | undefined {
  if (value === null) return null;
  const text = String(value);
  return text.length <= limits.idLength && text.isWellFormed() ? text : undefined;
}

// Numbers in texts count, and what lies behind the point is cut off.
function wholeOf(value: unknown, least: number, most: number): number | null | undefined {
  if (value === null) return null;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value));
  if (!isNumber && typeof value !== 'boolean') return undefined;
  const whole = Math.trunc(Number(value)) + 0;
  return whole >= least && whole <= most ? whole : undefined;
}
