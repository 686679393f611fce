import { answerInfo, readInfoRequest } from './info-answer.ts';
import type { Route } from './route.ts';

/** GET /{uid}/info/quota: KiB used, and KiB allowed or null (sync15.md §10.1). */
export const getInfoQuota: Route = (ctx) => async (request, response) => {
  const { uid, conditions, quotaBytes } = readInfoRequest(ctx, request);
  const { modified, collections } = await ctx.storage.collectionUsage(uid);
  const bytes = collections.reduce((sum, { value }) => sum + value, 0);
  const json = JSON.stringify([bytes / 1024, quotaBytes === null ? null : quotaBytes / 1024]);
  answerInfo(ctx, response, conditions, { modified, json });
};
