import type { ErrorRequestHandler } from 'express';
import { WireError } from '../http/errors/wire-error.ts';
import { logFailure } from '../http/log-failure.ts';
import { isMalformedUrl, malformedUrl } from '../http/malformed-url.ts';

class LastError extends WireError {}

/** Answers what no service has answered for, in a line of text: Express itself would show where its files are. */
export const lastError: ErrorRequestHandler = (thrown, request, response, _next) => {
  const error = isMalformedUrl(thrown)
    ? new LastError(400, malformedUrl)
    : new LastError(isRefusal(thrown) ? thrown.status : 500, 'The server could not answer this');
  logFailure(request, error, thrown);
  // The client can't be told any more, and must not take what it has for the whole.
  if (response.headersSent) response.destroy();
  else response.status(error.status).type('text/plain').set('Cache-Control', 'no-store').send(`${error.message}.\n`);
};

// As Express and its static files mark what the client did wrong.
const isRefusal = (thrown: unknown): thrown is { status: number } => {
  const { status } = (thrown ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
};
