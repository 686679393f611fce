import type { ErrorRequestHandler } from 'express';
import { logFailure } from '../log-failure.ts';
import { BodyError } from '../read-body.ts';
import { isUnavailable } from './is-unavailable.ts';
import { WireError } from './wire-error.ts';

/** Numbers of Sync 1.1's errors (sync11.md §1.3). */
export const legacyCode = {
  captcha: 2,
  username: 3,
  overwrite: 4,
  invalidJson: 6,
  noPassword: 7,
  invalidRecord: 8,
  weakPassword: 9,
  resetCode: 10,
  unsupported: 11,
  mail: 12,
  overQuota: 14,
  foreignMail: 15,
  tooLarge: 17,
} as const;

/**
 * An error of the Sync 1.1 services. With a code the body is that number alone, which clients parse as JSON; else it is a
 * short text that they ignore (sync11.md §1.2).
 */
export class LegacyError extends WireError {
  readonly code: number | null;

  constructor(status: number, message: string, options: { code?: number; headers?: Record<string, string> } = {}) {
    super(status, message, { headers: options.headers });
    this.code = options.code ?? null;
  }

  static coded = (code: keyof typeof legacyCode, why: string) => new LegacyError(400, why, { code: legacyCode[code] });
  static malformed = (what: string) => new LegacyError(400, what);
  static unauthorized = (why: string) =>
    new LegacyError(401, why, { headers: { 'WWW-Authenticate': 'Basic realm="Sync"' } });
  static notFound = (what = 'Not found') => new LegacyError(404, what);
  static methodNotAllowed = (allow: string) =>
    new LegacyError(405, 'Method not allowed', { headers: { Allow: allow } });
  static preconditionFailed = () => new LegacyError(412, 'Modified since');
  static bodyTooLarge = () => new LegacyError(413, 'Request body too large', { code: legacyCode.tooLarge });
  // A 401 would make the client ask for another password (sync11.md §1.7).
  static unavailable = (retryAfter: number, why = 'Busy') =>
    new LegacyError(503, why, { headers: { 'Retry-After': String(retryAfter) } });
  static unexpected = () => new LegacyError(500, 'Unexpected error');
}

/** Turns whatever a route threw into the shape of Sync 1.1. */
export const legacyErrorMapper: ErrorRequestHandler = (thrown, request, response, _next) => {
  const error = toLegacyError(thrown);
  logFailure(request, error, thrown);
  // Cut off, so that the client doesn't take the half for the whole.
  if (response.headersSent) return void response.destroy();
  response.status(error.status).set(error.headers);
  if (error.code !== null) response.type('json').send(String(error.code));
  else response.type('text/plain').send(`${error.status >= 500 ? 'The server is busy or failed' : error.message}\n`);
};

function toLegacyError(thrown: unknown): LegacyError {
  if (thrown instanceof LegacyError) return thrown;
  // Express could not decode the path, so it names nothing.
  if (thrown instanceof URIError) return LegacyError.notFound();
  if (isUnavailable(thrown)) return LegacyError.unavailable(30);
  if (thrown instanceof BodyError) {
    return thrown.reason === 'too large' ? LegacyError.bodyTooLarge() : LegacyError.malformed('Body cut off');
  }
  // Limits and queues that the services share speak in the modern accounts' errors.
  if (thrown instanceof WireError && (thrown.status === 429 || thrown.status === 503)) {
    return LegacyError.unavailable(Number(thrown.headers['Retry-After'] ?? 30), thrown.message);
  }
  return LegacyError.unexpected();
}
