import type { Request } from 'express';
import { StorageError } from '../../http/errors/storage-error.ts';
import { parseStamp, type Stamp } from '../stamp.ts';

/** Precondition headers of a request; absent ones are null. At most one is set. */
export interface Preconditions {
  modifiedSince: Stamp | null;
  unmodifiedSince: Stamp | null;
}

/**
 * Reads X-If-Modified-Since and X-If-Unmodified-Since (sync15.md §5).
 *
 * @throws {StorageError} 400 when one is malformed or both are given.
 */
export function parsePreconditions(request: Request): Preconditions {
  const modifiedSince = stampHeader(request, 'x-if-modified-since');
  const unmodifiedSince = stampHeader(request, 'x-if-unmodified-since');
  if (modifiedSince !== null && unmodifiedSince !== null) throw StorageError.malformed('two preconditions');
  return { modifiedSince, unmodifiedSince };
}

function stampHeader(request: Request, name: string): Stamp | null {
  const value = request.headers[name];
  if (value === undefined) return null;
  const stamp = parseStamp(String(value));
  if (stamp === undefined) throw StorageError.malformed(`${name} is no timestamp`);
  return stamp;
}
