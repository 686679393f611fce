import type { ErrorRequestHandler } from 'express';
import { isDatabaseUnavailable } from '../../database/availability.ts';
import { foreignText, isForeignText } from '../../database/foreign-text.ts';
import { logFailure } from '../log-failure.ts';
import { isMalformedUrl, malformedUrl } from '../malformed-url.ts';
import { WireError } from './wire-error.ts';

/** One entry of a token server error. */
export interface TokenErrorDetail {
  location: string;
  name: string;
  description: string;
}

/** An error of the token server: JSON with status and errors (sync15.md §17.9). */
export class TokenError extends WireError {
  readonly wireStatus: string;
  readonly details: TokenErrorDetail[];

  constructor(status: number, wireStatus: string, detail: TokenErrorDetail, headers?: Record<string, string>) {
    super(status, `${wireStatus}: ${detail.description}`, { headers });
    this.wireStatus = wireStatus;
    this.details = [detail];
  }

  static unauthorized = (description: 'Unauthorized' | 'Unsupported') =>
    unauthorized('error', { location: 'body', name: '', description });
  static invalidCredentials = (description = 'Unauthorized') =>
    unauthorized('invalid-credentials', { location: 'body', name: '', description });
  static invalidKeyId = () =>
    unauthorized('invalid-key-id', { location: 'header', name: 'X-KeyID', description: 'Missing X-KeyID header' });
  static invalidClientState = (description: string) =>
    unauthorized('invalid-client-state', { location: 'header', name: 'X-Client-State', description });
  static invalidGeneration = () =>
    unauthorized('invalid-generation', { location: 'body', name: '', description: 'Unauthorized' });
  static invalidKeysChangedAt = () =>
    unauthorized('invalid-keysChangedAt', { location: 'body', name: '', description: 'Unauthorized' });
  static malformed = (detail: TokenErrorDetail) => new TokenError(400, 'error', detail);
  static newUsersDisabled = () =>
    new TokenError(403, 'new-users-disabled', {
      location: 'body',
      name: '',
      description: 'This server accepts no new users, or not this one; ask its administrator',
    });
  static unsupported = (name: string, description: string) =>
    new TokenError(404, 'error', { location: 'url', name, description });
  static methodNotAllowed = () =>
    new TokenError(
      405,
      'error',
      { location: 'method', name: '', description: 'Method not allowed' },
      { Allow: 'GET, HEAD' },
    );
  static unavailable = (description = 'Service unavailable') =>
    new TokenError(503, 'internal-error', { location: 'internal', name: '', description }, { 'Retry-After': '10' });
  static unexpected = () =>
    new TokenError(500, 'internal-error', { location: 'internal', name: '', description: 'Server error' });
}

function unauthorized(wireStatus: string, detail: TokenErrorDetail): TokenError {
  return new TokenError(401, wireStatus, detail, { 'WWW-Authenticate': 'Bearer' });
}

/** Turns whatever a route threw into the token server's error shape. */
export const tokenErrorMapper: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const error = toTokenError(thrown);
  logFailure(request, error, thrown);
  response.status(error.status).set(error.headers).json({ status: error.wireStatus, errors: error.details });
};

function toTokenError(thrown: unknown): TokenError {
  if (thrown instanceof TokenError) return thrown;
  if (isMalformedUrl(thrown)) return TokenError.malformed({ location: 'url', name: '', description: malformedUrl });
  if (isForeignText(thrown)) return TokenError.malformed({ location: 'url', name: '', description: foreignText });
  return isDatabaseUnavailable(thrown) ? TokenError.unavailable() : TokenError.unexpected();
}
