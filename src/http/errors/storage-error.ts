import type { ErrorRequestHandler } from 'express';
import { foreignText, isForeignText } from '../../database/foreign-text.ts';
import { logFailure } from '../log-failure.ts';
import { isMalformedUrl, malformedUrl } from '../malformed-url.ts';
import { BodyError } from '../read-body.ts';
import { isUnavailable } from './is-unavailable.ts';
import { WireError } from './wire-error.ts';

/** Integer bodies of storage errors (sync15.md §7). */
export const weaveCode = { unknown: 0, invalidJson: 6, invalidBso: 8, overQuota: 14, tooLarge: 17 } as const;

/** An error of sync storage: the body is a bare integer (sync15.md §7). */
export class StorageError extends WireError {
  readonly body: number;

  constructor(status: number, body: number, message: string, headers?: Record<string, string>) {
    super(status, message, { headers });
    this.body = body;
  }

  static malformed = (what: string, body: number = weaveCode.unknown) => new StorageError(400, body, what);
  static invalidBso = (what: string) => new StorageError(400, weaveCode.invalidBso, what);
  static limitExceeded = (what: string) => new StorageError(400, weaveCode.tooLarge, what);
  static unauthorized = (why: string) => new StorageError(401, weaveCode.unknown, why, { 'WWW-Authenticate': 'Hawk' });
  static overQuota = () => new StorageError(403, weaveCode.overQuota, 'Over quota');
  static notFound = (what = 'Not found') => new StorageError(404, weaveCode.unknown, what);
  static methodNotAllowed = (allow: string) =>
    new StorageError(405, weaveCode.unknown, 'Method not allowed', { Allow: allow });
  static notAcceptable = () => new StorageError(406, weaveCode.unknown, 'Accept names no type that this has');
  // The stamp goes along because clients reuse it (sync15.md §6).
  static preconditionFailed = (lastModified: string) =>
    new StorageError(412, weaveCode.unknown, 'Modified since', { 'X-Last-Modified': lastModified });
  static bodyTooLarge = () => new StorageError(413, weaveCode.tooLarge, 'Request body too large');
  static unsupportedType = () => new StorageError(415, weaveCode.unknown, 'Unsupported Content-Type');
  static unavailable = () => new StorageError(503, weaveCode.unknown, 'Busy', { 'Retry-After': '10' });
  static closed = (retryAfter: number) =>
    new StorageError(503, weaveCode.unknown, 'Closed for maintenance', { 'Retry-After': String(retryAfter) });
  static unexpected = () => new StorageError(500, weaveCode.unknown, 'Unexpected error');
}

/** Turns whatever a route threw into the storage error shape. */
export const storageErrorMapper: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const error = toStorageError(thrown);
  logFailure(request, error, thrown);
  response.status(error.status).set(error.headers).json(error.body);
};

function toStorageError(thrown: unknown): StorageError {
  if (thrown instanceof StorageError) return thrown;
  if (isUnavailable(thrown)) return StorageError.unavailable();
  if (isMalformedUrl(thrown)) return StorageError.malformed(malformedUrl);
  if (isForeignText(thrown)) return StorageError.malformed(foreignText);
  if (thrown instanceof BodyError) {
    return thrown.reason === 'too large' ? StorageError.bodyTooLarge() : StorageError.malformed('Body cut off');
  }
  return StorageError.unexpected();
}
