import { LegacyError } from '../../../http/errors/legacy-error.ts';
import type { LegacyRoute } from '../../route.ts';
import { readJson } from '../parse/body.ts';
import { callerOf, pathCollection, pathRecord } from '../parse/path.ts';
import { putOne } from '../put-one.ts';
import { recordJson, sendJson, sendOutcome, setTimestamp, unmodifiedSince } from '../respond.ts';

/** GET storage/C/I. */
export const getRecord: LegacyRoute = (ctx) => async (request, response) => {
  const [collection, id] = [pathCollection(request), pathRecord(request)];
  const { uid } = await callerOf(ctx, request);
  const record = await ctx.storage.legacy.readBso(uid, collection, id);
  if (!record) throw LegacyError.notFound('no such record');
  setTimestamp(ctx, response, record.modified);
  sendJson(response, recordJson(record));
};

/** PUT storage/C/I: answers the stamp as a bare number (sync11.md §2.5). */
export const putRecord: LegacyRoute = (ctx) => async (request, response) => {
  const [collection, id] = [pathCollection(request), pathRecord(request)];
  const { uid, quotaBytes } = await callerOf(ctx, request);
  const value = await readJson(ctx, request);
  const target = { uid, collection, quotaBytes, unmodifiedSince: unmodifiedSince(request) };
  await putOne(ctx, request, response, target, value, id);
};

const everything = {
  parentid: null,
  predecessorid: null,
  newer: null,
  older: null,
  indexAbove: null,
  indexBelow: null,
  sort: 'newest',
  limit: null,
  skip: 0,
} as const;

/** DELETE storage/C/I: 200 with a stamp, also when it wasn't there. */
export const deleteRecord: LegacyRoute = (ctx) => async (request, response) => {
  const [collection, id] = [pathCollection(request), pathRecord(request)];
  const { uid } = await callerOf(ctx, request);
  const target = { uid, collection, unmodifiedSince: unmodifiedSince(request) };
  const outcome = await ctx.storage.legacy.deleteMatching({ ...everything, ...target, ids: [id] });
  sendOutcome(request, response, outcome);
};
