import { answerInfo, factsJson, readInfoRequest } from './info-answer.ts';
import type { Route } from './route.ts';

/** GET /{uid}/info/collection_usage: KiB of live payloads of each collection (sync15.md §10.1). */
export const getInfoCollectionUsage: Route = (ctx) => async (request, response) => {
  const { uid, conditions } = readInfoRequest(ctx, request);
  const facts = await ctx.storage.collectionUsage(uid);
  answerInfo(ctx, response, conditions, {
    modified: facts.modified,
    json: factsJson(facts, (bytes) => String(bytes / 1024)),
    records: facts.collections.length,
  });
};
