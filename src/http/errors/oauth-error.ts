import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import { foreignText, isForeignText } from '../../database/foreign-text.ts';
import { logFailure } from '../log-failure.ts';
import { isMalformedUrl, malformedUrl } from '../malformed-url.ts';
import { BodyError } from '../read-body.ts';
import { isUnavailable } from './is-unavailable.ts';
import { WireError } from './wire-error.ts';

/**
 * An error of the OAuth routes that don't begin with `/oauth/`: the same JSON as the account API's, with a numbering of
 * its own (accounts.md §3.7, last paragraph).
 */
export class OAuthError extends WireError {
  readonly errno: number;
  readonly extras: Record<string, unknown>;

  constructor(
    status: number,
    errno: number,
    message: string,
    extras: Record<string, unknown> = {},
    headers?: Record<string, string>,
  ) {
    super(status, message, { headers });
    this.errno = errno;
    this.extras = extras;
  }

  static unknownClient = (clientId: string) => new OAuthError(400, 101, 'Unknown client', { clientId });
  static invalidToken = () => new OAuthError(400, 108, 'Invalid token');
  static invalidParameter = (validation?: unknown) =>
    new OAuthError(400, 109, 'Invalid request parameter', validation ? { validation } : {});
  static unauthorized = (detail: string) => new OAuthError(401, 111, 'Unauthorized for route', { detail });
  static tooLarge = () => new OAuthError(413, 109, 'Request body too large');
  static unavailable = () => new OAuthError(503, 201, 'Service unavailable', {}, { 'Retry-After': '10' });
  static unexpected = () => new OAuthError(500, 999, 'Internal Server Error');
}

/** Turns whatever a route threw into the OAuth error shape. */
export const oauthErrorMapper: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const error = toOAuthError(thrown);
  logFailure(request, error, thrown);
  response
    .status(error.status)
    .set(error.headers)
    .json({
      code: error.status,
      errno: error.errno,
      error: STATUS_CODES[error.status] ?? 'Error',
      message: error.message,
      ...error.extras,
    });
};

function toOAuthError(thrown: unknown): OAuthError {
  if (thrown instanceof OAuthError) return thrown;
  if (isUnavailable(thrown)) return OAuthError.unavailable();
  if (isMalformedUrl(thrown)) return OAuthError.invalidParameter({ message: malformedUrl });
  if (isForeignText(thrown)) return OAuthError.invalidParameter({ message: foreignText });
  if (thrown instanceof BodyError) {
    return thrown.reason === 'too large' ? OAuthError.tooLarge() : OAuthError.invalidParameter();
  }
  return OAuthError.unexpected();
}
