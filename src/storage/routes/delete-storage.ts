import { audit } from '../../http/audit.ts';
import { checkPayloadHash } from '../auth.ts';
import { pathUid } from '../parse/path.ts';
import { parsePreconditions } from '../parse/preconditions.ts';
import { sendJson, setWriteStamps } from '../respond.ts';
import { formatStamp } from '../stamp.ts';
import type { Route } from './route.ts';

const noBody = new Uint8Array();

/** DELETE /{uid}/storage and DELETE /{uid}: everything of the user but the last stamp (sync15.md §13). */
export const deleteStorage: Route = (ctx) => async (request, response) => {
  const uid = pathUid(request);
  const credentials = ctx.authenticate(request, uid);
  checkPayloadHash(request, credentials, noBody);
  const { device } = credentials;
  const { unmodifiedSince } = parsePreconditions(request);
  const modified = await ctx.storage.deleteStorage({ uid, device, unmodifiedSince });
  audit(request, 'StorageWiped', { storageUid: uid });
  setWriteStamps(response, modified);
  sendJson(response, `{"modified":${formatStamp(modified)}}`);
};
