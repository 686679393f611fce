import type { RequestHandler, Response } from 'express';
import { formatStamp, stampOf } from '../http/stamp.ts';

/** Sends a short text without a line's end: clients take it as it is (sync11.md §1.4). */
export function sendPlain(response: Response, text: string, type = 'text/plain'): void {
  response.set('Content-Type', `${type}; charset=utf-8`).send(text);
}

/** Headers of every answer: the server's time, and that nobody else may keep or interpret it. */
export function legacyHeaders(now: () => number): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'X-Weave-Timestamp': formatStamp(stampOf(now())),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  };
}
