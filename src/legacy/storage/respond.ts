import type { Request, Response } from 'express';
import { audit } from '../../http/audit.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { sendText } from '../../http/send-text.ts';
import { formatStamp, type Stamp, stampOf } from '../../http/stamp.ts';
import type { LegacyContext } from '../context.ts';
import { limits } from './limits.ts';
import { parseSeconds } from './parse/numbers.ts';
import type { Outcome, StoredRecord } from './port.ts';

const json = { 'Content-Type': 'application/json' };

/** Answers a read with JSON text. */
export function sendJson(response: Response, text: string, headers: Record<string, string> = {}): void {
  sendText(response, 200, { ...json, ...headers }, text);
}

/** Writes `{name: value, …}`. Names hold no character that JSON escapes. */
export const factsJson = (facts: { name: string; value: number }[], format: (value: number) => string): string =>
  `{${facts.map(({ name, value }) => `"${name}":${format(value)}`).join(',')}}`;

/** Writes a record: what it has, and never its time to live (sync11.md §2.3). */
export function recordJson({ id, modified, sortindex, parentid, predecessorid, payload }: StoredRecord): string {
  const index = sortindex === null ? '' : `,"sortindex":${sortindex}`;
  const parent = parentid == null ? '' : `,"parentid":${JSON.stringify(parentid)}`;
  const predecessor = predecessorid == null ? '' : `,"predecessorid":${JSON.stringify(predecessorid)}`;
  return `{"id":${JSON.stringify(id)},"modified":${formatStamp(modified)}${index}${parent}${predecessor},"payload":${JSON.stringify(payload)}}`;
}

/** Reads X-If-Unmodified-Since. @throws {LegacyError} 400 when it is no number. */
export function unmodifiedSince(request: Request): Stamp | null {
  const value = request.headers['x-if-unmodified-since'];
  return value === undefined ? null : parseSeconds(String(value), 'X-If-Unmodified-Since', 'down');
}

/**
 * Answers a write with its stamp, which the header repeats: clients take it from either (sync11.md §2.2).
 *
 * @param body - Makes the body of the stamp as text; the stamp alone unless given.
 * @throws {LegacyError} 412, or 400 with 14, when the storage has refused it.
 */
export function sendOutcome(
  request: Request,
  response: Response,
  outcome: Outcome,
  body: (stamp: string) => string = (stamp) => stamp,
): void {
  const { modified, quotaRemaining } = accepted(request, outcome);
  const stamp = formatStamp(modified);
  const headers: Record<string, string> = { ...json, 'X-Weave-Timestamp': stamp };
  if (quotaRemaining !== null && quotaRemaining <= limits.quotaWarning) {
    headers['X-Weave-Quota-Remaining'] = String(quotaRemaining / 1024);
  }
  sendText(response, 200, headers, body(stamp));
}

/** The write that the storage has accepted. @throws {LegacyError} As {@link sendOutcome}. */
export function accepted(request: Request, outcome: Outcome): Extract<Outcome, { refused: null }> {
  if (outcome.refused === null) return outcome;
  if (outcome.refused === 'modified since') throw LegacyError.preconditionFailed();
  audit(request, 'QuotaExceeded', {});
  throw LegacyError.coded('overQuota', 'over quota');
}

/** Sets X-Weave-Timestamp of a read: the time, but nothing before what it tells of. */
export function setTimestamp({ now }: Pick<LegacyContext, 'now'>, response: Response, modified: Stamp): void {
  response.setHeader('X-Weave-Timestamp', formatStamp(Math.max(stampOf(now()), modified)));
}
