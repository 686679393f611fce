import { StorageError } from '../../http/errors/storage-error.ts';
import { checkPayloadHash } from '../auth.ts';
import { bsoJson } from '../bso-json.ts';
import { formatOffset, parseOffset } from '../parse/offset.ts';
import { pathCollection, pathUid } from '../parse/path.ts';
import { queryOf } from '../parse/query.ts';
import { type AnswerHeaders, sendJson, setStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { Version, VersionKey } from '../versions.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/**
 * GET /{uid}/versions/{collection}: records as they were before they were written over or deleted, each with `replaced`, the stamp of
 * the write that did it, and `deviceId` where the id of the writing one is known, in that order. A page at a time; X-Weave-Next-Offset leads on. Foxden's own.
 */
export const getVersions: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  checkPayloadHash(request, ctx.authenticate(request, uid), noBody);
  if (!ctx.config.versions) throw StorageError.notFound();
  const { versions, next } = await ctx.storage.versions.read(uid, collection, placeOf(queryOf(request).get('offset')));
  setStamps(response, ctx.now(), null);
  const headers: AnswerHeaders = { 'X-Weave-Records': String(versions.length) };
  if (next) headers['X-Weave-Next-Offset'] = formatOffset({ value: next.replaced, id: next.id }, 'oldest');
  sendJson(response, `[${versions.map(versionJson).join(',')}]`, { headers });
};

function placeOf(offset: string | null): VersionKey | null {
  if (offset === null) return null;
  const key = parseOffset(offset, 'oldest');
  if (key === undefined || typeof key === 'number' || key.value === null)
    throw StorageError.malformed('no such offset');
  return { replaced: key.value, id: key.id };
}

function versionJson(version: Version): string {
  const device = version.device === null ? '' : `,"deviceId":${JSON.stringify(version.device)}`;
  return `${bsoJson(version).slice(0, -1)},"replaced":${formatStamp(version.replaced)}${device}}`;
}
