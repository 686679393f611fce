import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import type { Saying } from '../../failures/saying.ts';
import { accountHeaders } from '../../http/account-headers.ts';
import { audit } from '../../http/audit.ts';
import { AccountError, accountErrorMapper } from '../../http/errors/account-error.ts';
import { inWords, tellerIn, translatorFor } from '../languages/translate.ts';
import type { AdminAction, AdminRead } from './action.ts';
import { createInviteAction } from './actions/create-invite.ts';
import { deleteUserAction } from './actions/delete-user.ts';
import { demoteUser } from './actions/demote-user.ts';
import { issueResetCode } from './actions/issue-reset-code.ts';
import { lockUser } from './actions/lock-user.ts';
import { ofSupervisor } from './actions/of-supervisor.ts';
import { promoteUser } from './actions/promote-user.ts';
import { restoreBackup } from './actions/restore-backup.ts';
import { restorePersonOfBackup } from './actions/restore-person.ts';
import { revokeInvite } from './actions/revoke-invite.ts';
import { setLogLevel } from './actions/set-log-level.ts';
import { setQuota } from './actions/set-quota.ts';
import { signOutUser } from './actions/sign-out-user.ts';
import { unlockUser } from './actions/unlock-user.ts';
import { authenticateAdministrator } from './authorize.ts';
import type { DashboardContext } from './context.ts';
import { downloadBackup } from './download-backup.ts';
import { streamEvents } from './events/stream.ts';
import { activity } from './reads/activity.ts';
import { ask } from './reads/ask.ts';
import { doctor } from './reads/doctor.ts';
import { invites } from './reads/invites.ts';
import { log } from './reads/log.ts';
import { newestVersion } from './reads/newest-version.ts';
import { settings } from './reads/settings.ts';
import { status } from './reads/status.ts';
import { users } from './reads/users.ts';

/** What an administrator can look at, below `/admin/api`. */
export const reads: Record<string, AdminRead> = {
  '/status': status,
  '/activity': activity,
  '/users': users,
  '/invites': invites,
  '/jobs': ask('GET /jobs'),
  '/tasks': ask('GET /tasks'),
  '/backups': ask('GET /backups'),
  '/certificate': ask('GET /certificate'),
  '/certificate/history': ask('GET /certificate/history'),
  '/audit': ask('GET /audit-tail'),
  '/doctor': doctor,
  '/settings': settings,
  '/newest_version': newestVersion,
  '/log': log,
};

/** What an administrator can do, below `/admin/api`. */
export const actions: Record<string, AdminAction> = {
  '/users/:uid/lock': lockUser,
  '/users/:uid/unlock': unlockUser,
  '/users/:uid/sign_out': signOutUser,
  '/users/:uid/delete': deleteUserAction,
  '/users/:uid/promote': promoteUser,
  '/users/:uid/demote': demoteUser,
  '/users/:uid/quota': setQuota,
  '/users/:uid/reset_code': issueResetCode,
  '/invites': createInviteAction,
  '/invites/:id/revoke': revokeInvite,
  '/jobs/:name/run': ofSupervisor('job run', 'POST /jobs/run', ({ name }) => ({ name })),
  '/backups': ofSupervisor('backup', 'POST /backups'),
  '/backups/:name/verify': ofSupervisor('backup verify', 'POST /backups/verify', ({ name }) => ({ name })),
  '/backups/:name/restore': restoreBackup,
  '/backups/:name/restore_person': restorePersonOfBackup,
  '/certificate/renew': ofSupervisor('certificate renew', 'POST /certificate/later'),
  '/workers/restart': ofSupervisor('restart', 'POST /restart/later'),
  '/log_level': setLogLevel,
};

/**
 * The administration's own API, for the pages at `/admin`. Who may come is decided here once for all of it, and whatever is done is
 * written into the audit log, also when it fails.
 */
export function dashboardRouter(ctx: DashboardContext): Router {
  const api = Router();
  api.use(accountHeaders(ctx.now));
  for (const [path, read] of Object.entries(reads)) api.get(path, look(ctx, read));
  for (const [path, action] of Object.entries(actions)) api.post(path, act(ctx, action));
  api.post('/backups/:name/download', (request, response) => downloadBackup(ctx, request, response));
  api.get('/events', (request, response) => streamEvents(ctx, request, response));
  api.use(() => {
    throw AccountError.notFound();
  });
  api.use(inTheirLanguage);
  api.use(accountErrorMapper);
  return Router().use('/admin/api', api);
}

function look(ctx: DashboardContext, read: AdminRead): RequestHandler {
  return async (request, response) => {
    await authenticateAdministrator(ctx, request, 'look');
    const translate = await translatorFor(request.headers);
    response.json(translate(await read(ctx, request)));
  };
}

function act(ctx: DashboardContext, action: AdminAction): RequestHandler {
  return async (request, response) => {
    const by = await authenticateAdministrator(ctx, request, 'act');
    const note = (facts: { uid?: string; outcome?: string }) =>
      audit(request, 'AdminAction', { ...facts, action: action.audit, spriv: by.uid });
    try {
      const params = request.params as Record<string, string>;
      const { uid, answer = {} } = await action.run(ctx, { by, request, params });
      note({ uid });
      const translate = await translatorFor(request.headers);
      response.json(translate(answer));
    } catch (error) {
      note({ uid: targetOf(request), outcome: 'failure' });
      throw error;
    }
  };
}

/** What the supervisor says no with is told in the language of the page. */
const inTheirLanguage: ErrorRequestHandler = async (error, request, _response, next) => {
  if (!(error instanceof AccountError) || !error.extras.saying) return next(error);
  const { saying, ...extras } = error.extras as { saying: Saying };
  const told = (await tellerIn(request.headers['accept-language']))?.(saying);
  next(new AccountError(error.status, error.errno, told ? inWords(told) : error.message, extras, error.headers));
};

// As it was asked for: there may be no such account.
const targetOf = ({ params }: Request) => (/^[0-9a-f]{32}$/.test(String(params.uid)) ? String(params.uid) : undefined);
