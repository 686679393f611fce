import { StorageError } from '../../http/errors/storage-error.ts';
import { checkPayloadHash } from '../auth.ts';
import { bsoJson } from '../bso-json.ts';
import { pathBso, pathCollection, pathUid } from '../parse/path.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { sendJson, sendNotModified, setStamps } from '../respond.ts';
import { checkModified, isNotModified } from './info-answer.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/** GET /{uid}/storage/{collection}/{bso} (sync15.md §10.3). Conditions go by the record's own stamp. */
export const getBso: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  const id = pathBso(request);
  checkPayloadHash(request, ctx.authenticate(request, uid), noBody);
  const conditions = parsePreconditions(request);
  const bso = await ctx.storage.readBso(uid, collection, id);
  if (!bso) throw StorageError.notFound('no such record');
  checkModified(bso.modified, conditions);
  setStamps(response, ctx.now(), bso.modified);
  if (isNotModified(bso.modified, conditions)) return sendNotModified(response);
  sendJson(response, bsoJson(bso));
};
