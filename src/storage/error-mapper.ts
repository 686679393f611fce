import type { ErrorRequestHandler } from 'express';
import { audit } from '../http/audit.ts';
import { StorageError, storageErrorMapper } from '../http/errors/storage-error.ts';
import { logFailure } from '../http/log-failure.ts';
import { StorageRefusal } from './refusal.ts';
import { setStamps } from './respond.ts';
import { formatStamp, parseStamp } from './stamp.ts';

/** Answers every error of the storage routes: an integer body, and the server's time as on every answer (sync15.md §7). */
export function createErrorMapper(now: () => number): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    if (response.headersSent) {
      // Cut off, so that the client doesn't take the half for the whole.
      logFailure(request, StorageError.unexpected(), thrown);
      response.destroy();
      return;
    }
    const error = toWire(thrown);
    if (thrown instanceof StorageRefusal && thrown.reason === 'over quota') audit(request, 'QuotaExceeded', {});
    const modified = error instanceof StorageError ? error.headers['X-Last-Modified'] : undefined;
    setStamps(response, now(), modified === undefined ? null : (parseStamp(modified) ?? null));
    return storageErrorMapper(error, request, response, next);
  };
}

// MariaDB's max_allowed_packet is smaller than what the limits let through.
const packetTooLarge = 1153;

function toWire(thrown: unknown): unknown {
  // Express could not decode the path, so it names nothing.
  if (thrown instanceof URIError) return StorageError.notFound();
  if ((thrown as { errno?: number }).errno === packetTooLarge) return StorageError.bodyTooLarge();
  if (!(thrown instanceof StorageRefusal)) return thrown;
  switch (thrown.reason) {
    case 'modified since':
      return StorageError.preconditionFailed(formatStamp(thrown.modified));
    case 'over quota':
      return StorageError.overQuota();
    case 'no such record':
      return StorageError.notFound(thrown.reason);
    case 'no such batch':
      return StorageError.malformed(thrown.reason);
    case 'batch too large':
    case 'too many batches':
      return StorageError.limitExceeded(thrown.reason);
    case 'too many downloads':
      return StorageError.unavailable();
  }
}
