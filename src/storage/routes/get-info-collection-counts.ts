import { answerInfo, factsJson, readInfoRequest } from './info-answer.ts';
import type { Route } from './route.ts';

/** GET /{uid}/info/collection_counts: live records of each collection (sync15.md §10.1). */
export const getInfoCollectionCounts: Route = (ctx) => async (request, response) => {
  const { uid, conditions } = readInfoRequest(ctx, request);
  const facts = await ctx.storage.collectionCounts(uid);
  answerInfo(ctx, response, conditions, {
    modified: facts.modified,
    json: factsJson(facts, String),
    records: facts.collections.length,
  });
};
