import type { Response } from 'express';
import { decideHeader } from '../http/answer-headers.ts';
import { sendText } from '../http/send-text.ts';
import { formatStamp, type Stamp, stampOf } from './stamp.ts';

/** Headers of a storage answer beside the two stamps. */
export type AnswerHeaders = Record<string, string>;

/**
 * Sets the stamps that clients rely on: X-Last-Modified of what was asked for, and X-Weave-Timestamp, the server's time,
 * which is never before it (sync15.md §4, §6).
 *
 * @param now - Milliseconds.
 * @param modified - Stamp for X-Last-Modified; null leaves that header out.
 */
export function setStamps(response: Response, now: number, modified: Stamp | null): void {
  if (modified !== null) decideHeader(response, 'X-Last-Modified', formatStamp(modified));
  decideHeader(response, 'X-Weave-Timestamp', formatStamp(Math.max(stampOf(now), modified ?? 0)));
}

/**
 * Sets the stamps of a write that has happened: the server's time is then the stamp itself (sync15.md §6).
 *
 * @param modified - Stamp of the write.
 */
export function setWriteStamps(response: Response, modified: Stamp): void {
  setStamps(response, 0, modified);
}

/**
 * Answers with JSON text.
 *
 * @param json - Serialised by the caller, since stamps need exactly two decimals.
 */
export function sendJson(response: Response, json: string, { status = 200, headers = {} as AnswerHeaders } = {}): void {
  sendText(response, status, { 'Content-Type': 'application/json', ...headers }, json);
}

/** Answers 304 without a body. */
export function sendNotModified(response: Response): void {
  response.writeHead(304);
  response.end();
}
