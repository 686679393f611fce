import { checkPayloadHash } from '../auth.ts';
import { pathBso, pathCollection, pathUid } from '../parse/path.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { sendJson, setWriteStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/** DELETE /{uid}/storage/{collection}/{bso} (sync15.md §13). */
export const deleteBso: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  const id = pathBso(request);
  const credentials = ctx.authenticate(request, uid);
  checkPayloadHash(request, credentials, noBody);
  const { device } = credentials;
  const { unmodifiedSince } = parsePreconditions(request);
  const modified = await ctx.storage.deleteBso({ uid, device, collection, id, unmodifiedSince });
  setWriteStamps(response, modified);
  sendJson(response, `{"modified":${formatStamp(modified)}}`);
};
