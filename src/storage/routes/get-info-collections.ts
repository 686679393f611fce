import { formatStamp } from '../stamp.ts';
import { whenKnown } from '../when-known.ts';
import { answerInfo, factsJson, readInfoRequest } from './info-answer.ts';
import type { Route } from './route.ts';

// Clients ask this first and meet a 401 here with a fresh token; a token that ended a moment ago must not cost them one.
const graceSeconds = 7200;

/** GET /{uid}/info/collections: when each collection changed last (sync15.md §10.1, §8.3). */
export const getInfoCollections: Route = (ctx) => (request, response) => {
  const { uid, conditions } = readInfoRequest(ctx, request, graceSeconds);
  return whenKnown(ctx.storage.collectionStamps(uid), (facts) => {
    const { modified, collections } = facts;
    facts.written ??= factsJson(facts, formatStamp);
    answerInfo(ctx, response, conditions, { modified, json: facts.written, records: collections.length });
  });
};
