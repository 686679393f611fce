import type { OffsetKey, SortOrder } from '../commands.ts';

const letters: Record<SortOrder, string> = { newest: 'm', oldest: 'm', index: 'i' };

/** Writes the token that clients send back as `offset`. They treat it as opaque (sync15.md §10.2). */
export function formatOffset(key: OffsetKey, sort: SortOrder): string {
  return Buffer.from(`${letters[sort]}${key.value ?? ''}:${key.id}`).toString('base64url');
}

/**
 * Reads an `offset`: a token, or, as with Mozilla's server, how many records to leave out.
 *
 * @param sort - Order of the request; a token of another order's kind is refused.
 * @returns The key or the number; undefined when it is neither a number nor a token that {@link formatOffset} makes.
 */
export function parseOffset(token: string, sort: SortOrder): OffsetKey | number | undefined {
  if (/^\d{1,15}$/.test(token)) return Number(token);
  if (!/^[\w-]{1,128}$/.test(token)) return undefined;
  const match = /^([mi])(-?\d{1,15})?:([ -~]{1,64})$/.exec(Buffer.from(token, 'base64url').toString('latin1'));
  if (!match || match[1] !== letters[sort]) return undefined;
  const value = match[2] === undefined ? null : Number(match[2]);
  if (value === null && sort !== 'index') return undefined;
  return { value, id: match[3]! };
}
