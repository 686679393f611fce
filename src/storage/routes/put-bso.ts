import { limitsOf } from '../../config/storage-limits.ts';
import { StorageError } from '../../http/errors/storage-error.ts';
import { rawBody } from '../../http/read-body.ts';
import { checkPayloadHash } from '../auth.ts';
import { hasZeroIv, parseBso } from '../parse/bso.ts';
import { bodyType } from '../parse/content-type.ts';
import { pathBso, pathCollection, pathUid } from '../parse/path.ts';
import { parseObject } from '../parse/post-body.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { sendJson, setWriteStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { Route } from './route.ts';
import { checkContentLength, quotaHeaders } from './write-request.ts';

/** PUT /{uid}/storage/{collection}/{bso}: writes one record and answers its stamp as a bare number (sync15.md §11). */
export const putBso: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const collection = pathCollection(request);
  const limits = limitsOf(ctx.config.limits, collection);
  const id = pathBso(request);
  checkContentLength(request, limits);
  if (bodyType(request) === 'newlines') throw StorageError.unsupportedType();
  const credentials = ctx.authenticate(request, uid);
  const { unmodifiedSince } = parsePreconditions(request);
  const body = await rawBody(request, limits.max_request_bytes);
  checkPayloadHash(request, credentials, body);
  const bso = parseBso(parseObject(body), id);
  if (typeof bso === 'string') throw StorageError.invalidBso(bso);
  if (bso.size > limits.max_record_payload_bytes) throw StorageError.bodyTooLarge();
  if (collection === 'crypto' && hasZeroIv(bso.payload ?? '')) throw StorageError.invalidBso('keys with a zero IV');

  const { quotaBytes, device } = credentials;
  const result = await ctx.storage.put({ uid, device, collection, unmodifiedSince, bso, quotaBytes });
  setWriteStamps(response, result.modified);
  sendJson(response, formatStamp(result.modified), { headers: quotaHeaders(result) });
};
