import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateWithProof } from '../recent-proof.ts';
import { holdAccount } from '../store/accounts.ts';
import { findRecoveryKey, saveRecoveryKey } from '../store/recovery-keys.ts';

const body = z.object({
  recoveryKeyId: hex(16),
  recoveryData: z.string().min(1).max(4096),
  enabled: z.boolean().default(true),
});

/** `POST /recoveryKey` (accounts.md §3.6, §4.9). One that was never enabled is replaced. */
export const recoveryKeyCreate: Endpoint = async (ctx, request) => {
  const session = await authenticateWithProof(ctx, request);
  const { uid } = session;
  const input = await parseBody(body, request);
  const now = ctx.now();
  await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, now);
    await holdAccount(tx, uid);
    if ((await findRecoveryKey(tx, uid))?.enabled === 1) throw AccountError.recoveryKeyExists();
    await saveRecoveryKey(tx, {
      uid,
      key_id_hash: sha256Hex(input.recoveryKeyId),
      recovery_data: input.recoveryData,
      enabled: input.enabled ? 1 : 0,
      created_at: now,
    });
  });
  audit(request, 'RecoveryKeyCreated', { uid });
  if (input.enabled) ctx.mailer.notify(session, 'recoveryKeyCreated', { time: formatTime(now) });
  return {};
};
