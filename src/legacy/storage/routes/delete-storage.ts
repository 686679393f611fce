import { audit } from '../../../http/audit.ts';
import { LegacyError } from '../../../http/errors/legacy-error.ts';
import type { LegacyRoute } from '../../route.ts';
import { callerOf } from '../parse/path.ts';
import { sendOutcome } from '../respond.ts';

/** DELETE storage: everything of the user, if it is confirmed by a header (sync11.md §2.5). */
export const deleteStorage: LegacyRoute = (ctx) => async (request, response) => {
  const { uid } = await callerOf(ctx, request);
  if (!request.headers['x-confirm-delete']) throw LegacyError.coded('overwrite', 'a wipe that is not confirmed');
  const outcome = await ctx.storage.legacy.deleteStorage(uid);
  audit(request, 'StorageWiped', { uid: String(uid), storageUid: uid });
  sendOutcome(request, response, outcome);
};
