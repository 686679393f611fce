import type { Request } from 'express';
import type { StorageLimits } from '../../config/storage-limits.ts';
import { StorageError } from '../../http/errors/storage-error.ts';
import type { WriteResult } from '../engine.ts';
import type { AnswerHeaders } from '../respond.ts';

const quotaWarning = 1024 * 1024;

/**
 * Refuses a body that announces itself as too large before anything else is looked at (sync15.md §3).
 *
 * @throws {StorageError} 413.
 */
export function checkContentLength(request: Request, limits: StorageLimits): void {
  if (Number(request.headers['content-length'] ?? 0) > limits.max_request_bytes) throw StorageError.bodyTooLarge();
}

/** X-Weave-Quota-Remaining, in KiB, when less than 1 MiB is left (sync15.md §6). */
export function quotaHeaders({ quotaRemaining }: WriteResult): AnswerHeaders {
  if (quotaRemaining === null || quotaRemaining >= quotaWarning) return {};
  return { 'X-Weave-Quota-Remaining': String(quotaRemaining / 1024) };
}
