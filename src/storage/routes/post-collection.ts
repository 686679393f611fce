import { limitsOf } from '../../config/storage-limits.ts';
import { rawBody } from '../../http/read-body.ts';
import { checkPayloadHash } from '../auth.ts';
import type { PostCommand } from '../commands.ts';
import { type BatchRequest, parseBatchRequest } from '../parse/batch.ts';
import { bodyType } from '../parse/content-type.ts';
import { pathCollection, pathUid } from '../parse/path.ts';
import { type PostBody, parsePostBody } from '../parse/post-body.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { queryOf } from '../parse/query.ts';
import { checkWeaveSizes } from '../parse/weave-sizes.ts';
import { sendJson, setStamps, setWriteStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { Route, RouteContext } from './route.ts';
import { checkContentLength, quotaHeaders } from './write-request.ts';

/** POST /{uid}/storage/{collection}: writes many records, at once or as part of a batch (sync15.md §12). */
export const postCollection: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  const limits = limitsOf(ctx.config.limits, collection);
  checkContentLength(request, limits);
  const type = bodyType(request);
  const credentials = ctx.authenticate(request, uid);
  const batch = parseBatchRequest(queryOf(request));
  const { unmodifiedSince } = parsePreconditions(request);
  checkWeaveSizes(request, limits);
  const bytes = await rawBody(request, limits.max_request_bytes);
  checkPayloadHash(request, credentials, bytes);
  const body = parsePostBody(bytes, type, collection, limits);

  const { quotaBytes, device } = credentials;
  const command = { uid, device, collection, unmodifiedSince, bsos: body.bsos, quotaBytes };
  const { id, ...result } = await write(ctx, batch, command);
  // What waits in a batch has changed nothing yet.
  if (id === undefined) setWriteStamps(response, result.modified);
  else setStamps(response, ctx.now(), result.modified);
  const json =
    id === undefined
      ? `{"modified":${formatStamp(result.modified)},${outcomeJson(body)}}`
      : `{"batch":${JSON.stringify(id)},${outcomeJson(body)}}`;
  sendJson(response, json, { status: id === undefined ? 200 : 202, headers: quotaHeaders(result) });
};

/** `id` is set while the batch stays open. */
async function write({ storage }: RouteContext, batch: BatchRequest, command: PostCommand) {
  switch (batch.kind) {
    case 'none':
      return { id: undefined, ...(await storage.post(command)) };
    case 'open': {
      const { batch: id, ...result } = await storage.openBatch(command);
      return { id, ...result };
    }
    case 'append':
      return { id: batch.id, ...(await storage.appendBatch({ ...command, batch: batch.id })) };
    case 'commit':
      return { id: undefined, ...(await storage.commitBatch({ ...command, batch: batch.id })) };
  }
}

// Ids may be `__proto__`, which an object literal would swallow.
function outcomeJson({ bsos, failed }: PostBody): string {
  const success = JSON.stringify(bsos.map((bso) => bso.id));
  const reasons = [...failed].map(([id, reason]) => `${JSON.stringify(id)}:${JSON.stringify(reason)}`);
  return `"success":${success},"failed":{${reasons.join(',')}}`;
}
