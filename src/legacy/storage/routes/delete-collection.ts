import type { LegacyRoute } from '../../route.ts';
import { callerOf, pathCollection } from '../parse/path.ts';
import { isPart, parseSelection, queryOf } from '../parse/selection.ts';
import { sendOutcome, unmodifiedSince } from '../respond.ts';

/** DELETE storage/C: the collection, or what the filters select of it, in order and up to the limit (sync11.md §2.5). */
export const deleteCollection: LegacyRoute = (ctx) => async (request, response) => {
  const collection = pathCollection(request);
  const { uid } = await callerOf(ctx, request);
  const query = queryOf(request);
  const selection = parseSelection(query);
  const target = { uid, collection, unmodifiedSince: unmodifiedSince(request) };
  const { legacy } = ctx.storage;
  const outcome = isPart(query, selection)
    ? await legacy.deleteMatching({ ...selection, ...target })
    : await legacy.deleteCollection(target);
  sendOutcome(request, response, outcome);
};
