import type { Request, Response } from 'express';
import { checkPayloadHash } from '../auth.ts';
import type { CollectionFacts } from '../engine.ts';
import { pathUid } from '../parse/path.ts';
import { type Preconditions, parsePreconditions } from '../parse/preconditions.ts';
import { StorageRefusal } from '../refusal.ts';
import { type AnswerHeaders, sendJson, sendNotModified, setStamps } from '../respond.ts';
import type { Stamp } from '../stamp.ts';
import type { RouteContext } from './route.ts';

const noBody = new Uint8Array();

/**
 * Does what the reads of `info/…` have in common: who asks, and on which condition.
 *
 * @param graceSeconds - How long after its end a token may still be used.
 * @returns The user with the quota in bytes, and the conditions, for {@link answerInfo}.
 */
export function readInfoRequest(
  ctx: RouteContext,
  request: Request,
  graceSeconds = 0,
): { uid: number; conditions: Preconditions; quotaBytes: number | null } {
  const uid = pathUid(request);
  const credentials = ctx.authenticate(request, uid, { graceSeconds });
  checkPayloadHash(request, credentials, noBody);
  return { uid, conditions: parsePreconditions(request), quotaBytes: credentials.quotaBytes };
}

/**
 * Answers unless the conditions forbid it; they go by the storage's stamp (sync15.md §10.1).
 *
 * @throws {StorageRefusal} When the storage has changed since X-If-Unmodified-Since.
 */
export function answerInfo(
  ctx: RouteContext,
  response: Response,
  conditions: Preconditions,
  answer: { modified: Stamp; json: string; records?: number },
): void {
  checkModified(answer.modified, conditions);
  setStamps(response, ctx.now(), answer.modified);
  const headers: AnswerHeaders = answer.records === undefined ? {} : { 'X-Weave-Records': String(answer.records) };
  if (isNotModified(answer.modified, conditions)) sendNotModified(response);
  else sendJson(response, answer.json, { headers });
}

/** Writes `{name: value, …}`. Names hold no character that JSON escapes. */
export function factsJson(facts: CollectionFacts, format: (value: number) => string): string {
  return `{${facts.collections.map(({ name, value }) => `"${name}":${format(value)}`).join(',')}}`;
}

/** @throws {StorageRefusal} When `modified` is after X-If-Unmodified-Since. */
export function checkModified(modified: Stamp, { unmodifiedSince }: Preconditions): void {
  if (unmodifiedSince !== null && modified > unmodifiedSince) throw new StorageRefusal('modified since', modified);
}

/** True when X-If-Modified-Since asks for nothing older. */
export const isNotModified = (modified: Stamp, { modifiedSince }: Preconditions): boolean =>
  modifiedSince !== null && modified <= modifiedSince;
