import type { Request } from 'express';
import type { Selection } from '../port.ts';
import { parseSeconds, parseWhole } from './numbers.ts';

/** Query parameters of a request as sent; of repeated ones the first counts. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start + 1));
}

/** The part of a {@link Selection} that comes from the query. */
export type Filters = Omit<Selection, 'uid' | 'collection'>;

const sorts = ['newest', 'oldest', 'index'] as const;
const filters = ['ids', 'parentid', 'predecessorid', 'newer', 'older', 'index_above', 'index_below'];

/**
 * Reads the parameters of a read or a DELETE (sync11.md §2.4). Unknown ones are ignored, as clients send markers.
 *
 * @throws {LegacyError} 400 when a number is none.
 */
export function parseSelection(query: URLSearchParams): Filters {
  const given = <T>(name: string, parse: (text: string, what: string) => T): T | null => {
    const text = query.get(name);
    return text === null ? null : parse(text, name);
  };
  const limit = given('limit', parseWhole);
  const offset = given('offset', parseWhole);
  const ids = query.get('ids');
  return {
    // What no record can have for an id finds none.
    ids: ids === null ? null : [...new Set(ids.split(','))].filter((id) => /^[ -~]{1,64}$/.test(id)),
    parentid: query.get('parentid'),
    predecessorid: query.get('predecessorid'),
    newer: given('newer', (text, what) => parseSeconds(text, what, 'down')),
    older: given('older', (text, what) => parseSeconds(text, what, 'up')),
    indexAbove: given('index_above', parseWhole),
    indexBelow: given('index_below', parseWhole),
    sort: sorts.find((sort) => sort === query.get('sort')) ?? 'newest',
    limit: limit !== null && limit > 0 ? Math.min(limit, 2 ** 31 - 2) : null,
    skip: Math.min(Math.max(0, offset ?? 0), 2 ** 31 - 2),
  };
}

/** Returns true when a DELETE is for a part of the collection only. */
export const isPart = (query: URLSearchParams, { limit }: Filters): boolean =>
  limit !== null || filters.some((name) => query.has(name));
