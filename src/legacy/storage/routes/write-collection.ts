import type { LegacyRoute } from '../../route.ts';
import { readJson, sortRecords } from '../parse/body.ts';
import { callerOf, pathCollection } from '../parse/path.ts';
import { putOne } from '../put-one.ts';
import { sendOutcome, unmodifiedSince } from '../respond.ts';

/**
 * POST storage/C, and PUT, which means the same: a list of records, each told whether it was stored; or a single one, which is
 * put by its own id (sync11.md §2.5).
 */
export const writeCollection: LegacyRoute = (ctx) => async (request, response) => {
  const collection = pathCollection(request);
  const { uid, quotaBytes } = await callerOf(ctx, request);
  const value = await readJson(ctx, request);
  const target = { uid, collection, quotaBytes, unmodifiedSince: unmodifiedSince(request) };
  if (!Array.isArray(value)) return putOne(ctx, request, response, target, value);
  const { records, success, failed } = sortRecords(value);
  const outcome = await ctx.storage.legacy.post({ ...target, bsos: records });
  // Ids may be `__proto__`, which an object literal would swallow.
  const reasons = [...failed].map(([id, reason]) => `${JSON.stringify(id)}:${JSON.stringify(reason)}`);
  const rest = `"success":${JSON.stringify(success)},"failed":{${reasons.join(',')}}`;
  sendOutcome(request, response, outcome, (stamp) => `{"modified":${stamp},${rest}}`);
};
