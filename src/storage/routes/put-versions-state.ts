import { audit } from '../../http/audit.ts';
import { StorageError } from '../../http/errors/storage-error.ts';
import { rawBody } from '../../http/read-body.ts';
import { checkPayloadHash } from '../auth.ts';
import { bodyType } from '../parse/content-type.ts';
import { pathUid } from '../parse/path.ts';
import { parseObject } from '../parse/post-body.ts';
import { sendJson, setStamps } from '../respond.ts';
import { stateJson } from './get-versions-state.ts';
import type { Route } from './route.ts';

const largestBody = 1000;

/**
 * PUT /{uid}/versions with `{"on": true}` or `{"on": false}`: has what is written over kept from now on, or removes all that was
 * kept. Answers as GET does. Foxden's own.
 */
export const putVersionsState: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  if (bodyType(request) === 'newlines') throw StorageError.unsupportedType();
  const credentials = ctx.authenticate(request, uid);
  const body = await rawBody(request, largestBody);
  checkPayloadHash(request, credentials, body);
  const { versions: limits } = ctx.config;
  if (!limits) throw StorageError.notFound();
  const { on } = parseObject(body);
  if (typeof on !== 'boolean') throw StorageError.malformed('on must be true or false');
  if (on) await ctx.storage.versions.keep(uid);
  else await ctx.storage.versions.forget(uid);
  audit(request, on ? 'VersionsKept' : 'VersionsForgotten', { storageUid: uid });
  const json = stateJson(await ctx.storage.versions.state(uid), limits);
  setStamps(response, ctx.now(), null);
  sendJson(response, json);
};
