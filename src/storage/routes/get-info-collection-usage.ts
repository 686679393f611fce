import { answerInfo, factsJson, readInfoRequest } from './info-answer.ts';
import type { Route } from './route.ts';

/** GET /{uid}/info/collection_usage: KiB of live payloads of each collection (sync15.md §10.1). */
export const getInfoCollectionUsage: Route = (ctx) => async (request, response) => {
  const { uid, conditions } = readInfoRequest(ctx, request);
  const { modified, ...usage } = await ctx.storage.collectionUsage(uid);
  const collections = usage.collections.filter(({ value }) => value > 0);
  answerInfo(ctx, response, conditions, {
    modified,
    json: factsJson({ modified, collections }, (bytes) => String(bytes / 1024)),
    records: collections.length,
  });
};
