import { Router } from 'express';
import { accountHeaders } from '../http/account-headers.ts';
import { accountErrorMapper } from '../http/errors/account-error.ts';
import type { Altcha } from './captcha/altcha.ts';
import type { AdminContext } from './context.ts';
import { captchaChallenge } from './routes/captcha-challenge.ts';
import { claimAdmin } from './routes/claim-admin.ts';
import { type DeleteCollectionsContext, deleteCollections } from './routes/delete-collections.ts';
import { type DownloadArchiveContext, downloadArchive } from './routes/download-archive.ts';
import { inviteFacts } from './routes/invite-facts.ts';
import { type SyncDataContext, syncData } from './routes/sync-data.ts';

/** Routes of Foxden's own beside the account API, whose errors they share: mount it before that. */
export function signupRouter(
  ctx: AdminContext & SyncDataContext & DeleteCollectionsContext & DownloadArchiveContext & { altcha: Altcha | null },
): Router {
  const v1 = Router();
  const headers = accountHeaders(ctx.now);
  v1.get('/signup/challenge', headers, captchaChallenge(ctx.altcha));
  v1.post('/signup/invite', headers, inviteFacts(ctx));
  v1.post('/account/claim_admin', headers, claimAdmin(ctx));
  v1.get('/account/sync_data', headers, syncData(ctx));
  v1.get('/account/sync_data/archive', headers, downloadArchive(ctx));
  v1.post('/account/sync_data/delete', headers, deleteCollections(ctx));
  v1.use(accountErrorMapper);
  return Router().use('/v1', v1);
}
