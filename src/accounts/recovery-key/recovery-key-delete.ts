import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateWithProof } from '../recent-proof.ts';
import { deleteRecoveryKey } from '../store/recovery-keys.ts';

/** `DELETE /recoveryKey`. */
export const recoveryKeyDelete: Endpoint = async (ctx, request) => {
  const session = await authenticateWithProof(ctx, request);
  const { uid } = session;
  const found = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    return deleteRecoveryKey(tx, uid);
  });
  if (!found) throw AccountError.recoveryKeyMissing();
  audit(request, 'RecoveryKeyDeleted', { uid });
  ctx.mailer.notify(session, 'recoveryKeyRemoved', { time: formatTime(ctx.now()) });
  return {};
};
