import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { formatTime } from '../device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { deleteRecoveryKey } from '../store/recovery-keys.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

/** `DELETE /recoveryKey`. */
export const recoveryKeyDelete: Endpoint = async (ctx, request) => {
  const { uid, ...account } = await authenticateVerifiedSession(ctx, request);
  if (!(await deleteRecoveryKey(ctx.db.query, uid))) throw AccountError.recoveryKeyMissing();
  audit(request, 'RecoveryKeyDeleted', { uid });
  ctx.mailer.notify({ uid, ...account }, 'recoveryKeyRemoved', { time: formatTime(ctx.now()) });
  return {};
};
