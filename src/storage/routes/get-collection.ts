import { checkPayloadHash } from '../auth.ts';
import { acceptedType } from '../parse/content-type.ts';
import { formatOffset } from '../parse/offset.ts';
import { pathCollection, pathUid } from '../parse/path.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { collectionQueryOf } from '../parse/query.ts';
import { type AnswerHeaders, sendNotModified, setStamps } from '../respond.ts';
import { sendRecords } from '../send-records.ts';
import { whenKnown } from '../when-known.ts';
import { checkModified, isNotModified } from './info-answer.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/** GET /{uid}/storage/{collection}: ids or whole records, all that match unless `limit` is given (sync15.md §10.2). */
export const getCollection: Route = (ctx) => (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  const type = acceptedType(request.headers.accept);
  checkPayloadHash(request, ctx.authenticate(request, uid), noBody);
  const query = collectionQueryOf(request);
  const conditions = parsePreconditions(request);

  return whenKnown(ctx.storage.readCollection({ uid, collection, ...query, ...conditions }), (page) => {
    checkModified(page.modified, conditions);
    setStamps(response, ctx.now(), page.modified);
    if (isNotModified(page.modified, conditions)) return sendNotModified(response);
    const headers: AnswerHeaders = { 'X-Weave-Records': String(page.total) };
    if (page.next) headers['X-Weave-Next-Offset'] = formatOffset(page.next, query.sort);
    return sendRecords(request, response, page, { type, full: query.full, headers, limits: ctx.downloads });
  });
};
