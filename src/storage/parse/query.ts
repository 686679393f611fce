import type { Request } from 'express';
import { StorageError } from '../../http/errors/storage-error.ts';
import { LruMap } from '../../http/lru-map.ts';
import type { ReadCommand, SortOrder } from '../commands.ts';
import { parseStamp, type Stamp } from '../stamp.ts';
import { parseIds } from './ids.ts';
import { parseOffset } from './offset.ts';

/** Query parameters of a request as sent; of repeated ones the first counts. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start + 1));
}

// All of a kind of client ask in the same words, but for those that name a stamp.
const known = new LruMap<string, CollectionQuery>(500);
const longestKnown = 100;

/** Reads the parameters of a collection read as {@link parseCollectionQuery} does. */
export function collectionQueryOf(request: Request): CollectionQuery {
  const start = request.originalUrl.indexOf('?');
  const text = start < 0 ? '' : request.originalUrl.slice(start + 1);
  let query = known.get(text);
  if (!query) {
    query = parseCollectionQuery(new URLSearchParams(text));
    if (text.length <= longestKnown) known.set(text, query);
  }
  return query;
}

/** The part of a {@link ReadCommand} that comes from the query. */
export type CollectionQuery = Pick<ReadCommand, 'ids' | 'newer' | 'older' | 'full' | 'sort' | 'limit' | 'offset'>;

/**
 * Reads the parameters of a collection read (sync15.md §10.2). Unknown ones are ignored.
 *
 * @throws {StorageError} 400 when one is malformed.
 */
export function parseCollectionQuery(query: URLSearchParams): CollectionQuery {
  const sort = (query.get('sort') ?? 'newest') as SortOrder;
  if (!['newest', 'oldest', 'index'].includes(sort)) throw StorageError.malformed('unknown sort');
  const offset = query.get('offset');
  const key = offset === null ? null : parseOffset(offset, sort);
  if (key === undefined) throw StorageError.malformed('unknown offset');
  return {
    ids: idsParameter(query),
    newer: stampParameter(query, 'newer'),
    older: stampParameter(query, 'older'),
    full: query.has('full'),
    sort,
    limit: limitParameter(query),
    offset: key,
  };
}

/**
 * Reads `ids`. An empty value of a read is no filter, as other servers have it.
 *
 * @returns The ids; null without the parameter or when it is empty.
 * @throws {StorageError} 400 when one is invalid or there are too many.
 */
function idsParameter(query: URLSearchParams): string[] | null {
  const text = query.get('ids');
  if (text === null) return null;
  const ids = parseIds(text);
  if (!ids) throw StorageError.malformed('invalid ids');
  return ids.length === 0 ? null : ids;
}

function stampParameter(query: URLSearchParams, name: string): Stamp | null {
  const text = query.get(name);
  if (text === null) return null;
  const stamp = parseStamp(text);
  if (stamp === undefined) throw StorageError.malformed(`${name} is no timestamp`);
  return stamp;
}

function limitParameter(query: URLSearchParams): number | null {
  const text = query.get('limit');
  if (text === null) return null;
  const limit = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(limit < 2 ** 32)) throw StorageError.malformed('limit is no unsigned 32-bit number');
  return limit;
}
