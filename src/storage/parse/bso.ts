import type { IncomingBso } from '../commands.ts';
import { isBsoId } from './ids.ts';

const fields = new Set(['id', 'payload', 'sortindex', 'ttl', 'modified', 'collection']);
const largest = 999_999_999;

/** True for a JSON object: not null, not a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks one record of a request (sync15.md §9). Sizes are checked elsewhere, since PUT and POST answer them differently.
 *
 * @param raw - Parsed JSON object.
 * @param id - Id of the record: from the path in PUT, from the object in POST.
 * @returns The record, or the reason why it is invalid.
 */
export function parseBso(raw: Record<string, unknown>, id: string): IncomingBso | string {
  for (const name in raw) if (!fields.has(name)) return 'unknown field';
  if (!isBsoId(id)) return 'invalid id';
  const { payload = null, sortindex = null, ttl = null } = raw;
  if (payload !== null && typeof payload !== 'string') return 'invalid payload';
  // Half a surrogate pair has no UTF-8, so what is read back later would be another text.
  if (payload !== null && !payload.isWellFormed()) return 'invalid payload';
  if (sortindex !== null && !isInteger(sortindex, -largest)) return 'invalid sortindex';
  if (ttl !== null && !isInteger(ttl, 0)) return 'invalid ttl';
  return { id, payload, size: payload === null ? 0 : Buffer.byteLength(payload), sortindex, ttl };
}

/**
 * Finds the all-zero IV that a broken old client wrote; storing such keys would give everything away (sync15.md §9).
 *
 * @param payload - Payload of a record of the `crypto` collection.
 */
export const hasZeroIv = (payload: string): boolean => /IV":\s*"AAAAAAAAAAAAAAAAAAAAAA=="/.test(payload);

const isInteger = (value: unknown, min: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= largest;
