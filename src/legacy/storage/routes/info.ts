import { formatStamp } from '../../../http/stamp.ts';
import type { LegacyRoute } from '../../route.ts';
import { callerOf } from '../parse/path.ts';
import { factsJson, sendJson, setTimestamp } from '../respond.ts';

/** GET info/collections: when each collection changed last (sync11.md §2.1). */
export const infoCollections: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await callerOf(ctx, request);
  const { modified, collections } = await ctx.storage.collectionStamps(uid);
  setTimestamp(ctx, response, modified);
  sendJson(response, factsJson(collections, formatStamp), { 'X-Weave-Records': String(collections.length) });
};

/** GET info/collection_counts: live records. */
export const infoCounts: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await callerOf(ctx, request);
  const { modified, collections } = await ctx.storage.collectionCounts(uid);
  setTimestamp(ctx, response, modified);
  sendJson(response, factsJson(collections, String), { 'X-Weave-Records': String(collections.length) });
};

/** GET info/collection_usage: bytes of payloads / 1024. */
export const infoUsage: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await callerOf(ctx, request);
  const { modified, collections } = await ctx.storage.collectionUsage(uid);
  setTimestamp(ctx, response, modified);
  const used = collections.filter(({ value }) => value > 0);
  sendJson(response, factsJson(used, inKb), { 'X-Weave-Records': String(used.length) });
};

/** GET info/quota: KiB used and allowed, null for any number. */
export const infoQuota: LegacyRoute = (ctx) => async (request, response) => {
  const { uid, quotaBytes } = await callerOf(ctx, request);
  const { modified, collections } = await ctx.storage.collectionUsage(uid);
  setTimestamp(ctx, response, modified);
  const used = collections.reduce((sum, { value }) => sum + value, 0);
  sendJson(response, `[${inKb(used)},${quotaBytes === null ? 'null' : inKb(quotaBytes)}]`);
};

const inKb = (bytes: number) => String(bytes / 1024);
