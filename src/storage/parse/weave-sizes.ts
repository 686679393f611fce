import type { Request } from 'express';
import type { StorageLimits } from '../../config/storage-limits.ts';
import { StorageError } from '../../http/errors/storage-error.ts';

const headers = {
  'x-weave-records': 'max_post_records',
  'x-weave-bytes': 'max_post_bytes',
  'x-weave-total-records': 'max_total_records',
  'x-weave-total-bytes': 'max_total_bytes',
} as const satisfies Record<string, Exclude<keyof StorageLimits, 'collections'>>;

/**
 * Checks what a client announces about a POST or a batch, so that it is told early (sync15.md §5).
 *
 * @throws {StorageError} 400 when a header is no number, with code 17 when it is over its limit.
 */
export function checkWeaveSizes(request: Request, limits: StorageLimits): void {
  for (const [name, limit] of Object.entries(headers)) {
    const value = request.headers[name];
    if (value === undefined) continue;
    if (!/^\d{1,15}$/.test(String(value))) throw StorageError.malformed(`${name} is no number`);
    if (Number(value) > limits[limit]) throw StorageError.limitExceeded(`${name} is over ${limits[limit]}`);
  }
}
