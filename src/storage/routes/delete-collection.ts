import { StorageError } from '../../http/errors/storage-error.ts';
import { checkPayloadHash } from '../auth.ts';
import { parseIds } from '../parse/ids.ts';
import { pathCollection, pathUid } from '../parse/path.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { queryOf } from '../parse/query.ts';
import { sendJson, setWriteStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/**
 * DELETE /{uid}/storage/{collection}: the whole collection, or only `ids` (sync15.md §13). An empty `ids` is refused: on
 * other servers it deletes everything, which nobody who sends it can mean.
 */
export const deleteCollection: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  const credentials = ctx.authenticate(request, uid);
  checkPayloadHash(request, credentials, noBody);
  const { device } = credentials;
  const text = queryOf(request).get('ids');
  const ids = text === null ? null : parseIds(text);
  if (ids === undefined || ids?.length === 0) throw StorageError.malformed('invalid ids');
  const { unmodifiedSince } = parsePreconditions(request);
  const target = { uid, device, collection, unmodifiedSince };
  const modified = ids ? await ctx.storage.deleteBsos({ ...target, ids }) : await ctx.storage.deleteCollection(target);
  setWriteStamps(response, modified);
  sendJson(response, `{"modified":${formatStamp(modified)}}`);
};
