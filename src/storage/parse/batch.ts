import { StorageError } from '../../http/errors/storage-error.ts';

/** What a POST has to do with batches. A batch that is opened and committed at once is a plain POST. */
export type BatchRequest = { kind: 'none' } | { kind: 'open' } | { kind: 'append' | 'commit'; id: string };

/**
 * Reads `batch` and `commit` (sync15.md §12.1).
 *
 * @throws {StorageError} 400 for a commit that isn't `true` or has no batch, and for ids that no batch can have.
 */
export function parseBatchRequest(query: URLSearchParams): BatchRequest {
  const batch = query.get('batch');
  const commit = query.get('commit');
  if (commit !== null && commit.toLowerCase() !== 'true') throw StorageError.malformed('commit must be true');
  if (batch === null) {
    if (commit !== null) throw StorageError.malformed('commit without batch');
    return { kind: 'none' };
  }
  if (batch === '' || batch.toLowerCase() === 'true') return { kind: commit === null ? 'open' : 'none' };
  if (!/^[\w-]{1,64}$/.test(batch)) throw StorageError.malformed('no such batch');
  return { kind: commit === null ? 'append' : 'commit', id: batch };
}
