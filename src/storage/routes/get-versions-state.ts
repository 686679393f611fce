import { StorageError } from '../../http/errors/storage-error.ts';
import { checkPayloadHash } from '../auth.ts';
import { pathUid } from '../parse/path.ts';
import { sendJson, setStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { VersionLimits, VersionsState } from '../versions.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/**
 * GET /{uid}/versions: whether what is written over is kept, since when, how much of it there is, and the bounds. Foxden's own;
 * 404 where the owner hasn't switched it on.
 */
export const getVersionsState: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  checkPayloadHash(request, ctx.authenticate(request, uid), noBody);
  const { versions: limits } = ctx.config;
  if (!limits) throw StorageError.notFound();
  const json = stateJson(await ctx.storage.versions.state(uid), limits);
  setStamps(response, ctx.now(), null);
  sendJson(response, json);
};

/** Writes what is kept, with its bounds; `since` is null while nothing is. */
export const stateJson = ({ since, versions, bytes }: VersionsState, limits: VersionLimits): string =>
  `{"since":${since === null ? 'null' : formatStamp(since)},"versions":${versions},"bytes":${bytes},"days":${limits.days},"most":${limits.bytes}}`;
