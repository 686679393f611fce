import type { ErrorRequestHandler } from 'express';
import { DatabaseBusyError } from '../../database/retry.ts';
import { logFailure } from '../log-failure.ts';
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

  static unavailable = (description = 'Service unavailable') =>
    new TokenError(503, 'internal-error', { location: 'internal', name: '', description }, { 'Retry-After': '10' });
  static unexpected = () =>
    new TokenError(500, 'internal-error', { location: 'internal', name: '', description: 'Server error' });
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
  return thrown instanceof DatabaseBusyError ? TokenError.unavailable() : TokenError.unexpected();
}
