import { z } from 'zod';
import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { authenticateOptionalSession } from '../../http/auth/session-auth.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { formatTime } from '../device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { listDevices } from '../store/devices.ts';
import { deleteRecoveryKey, enableRecoveryKey, findRecoveryKey, saveRecoveryKey } from '../store/recovery-keys.ts';
import { authenticateToken } from '../token-auth.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

const createBody = z.object({
  recoveryKeyId: hex(16),
  recoveryData: z.string().min(1).max(4096),
  enabled: z.boolean().default(true),
});
const verifyBody = z.object({ recoveryKeyId: hex(16) });
const existsBody = z.object({ email: email.optional() });

/** `POST /recoveryKey` (accounts.md §3.6, §4.9). One that was never enabled is replaced. */
export const recoveryKeyCreate: Endpoint = async (ctx, request) => {
  const { uid, ...account } = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(createBody, request);
  const now = ctx.now();
  await ctx.db.transaction(async (tx) => {
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
  if (input.enabled) ctx.mailer.notify({ uid, ...account }, 'recoveryKeyCreated', { time: formatTime(now) });
  return {};
};

/** `GET /recoveryKey/{id}` with an accountResetToken: what the forgetful need to get kB back. */
export const recoveryKeyGet: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'accountResetToken');
  const key = await findRecoveryKey(ctx.db.query, token.uid);
  if (key?.enabled !== 1) throw AccountError.recoveryKeyMissing();
  const id = String(request.params.id).toLowerCase();
  if (!equalText(key.key_id_hash, sha256Hex(id))) throw AccountError.recoveryKeyMissing();
  return { recoveryData: key.recovery_data };
};

/** `POST /recoveryKey/exists`, by session or by address: the pages of the forgotten password ask before anybody is signed in. */
export const recoveryKeyExists: Endpoint = async (ctx, request) => {
  const session = await authenticateOptionalSession(ctx, request);
  const input = await parseBody(existsBody, request);
  if (!session && input.email === undefined) throw AccountError.missingParameter('email');
  const uid = session?.uid ?? (await requireAccountByEmail(ctx, request, input.email!)).uid;
  const exists = (await findRecoveryKey(ctx.db.query, uid))?.enabled === 1;
  return { exists, estimatedSyncDeviceCount: (await listDevices(ctx.db.query, uid)).length };
};

/** `POST /recoveryKey/verify`: the person has the key, so it counts from now on. */
export const recoveryKeyVerify: Endpoint = async (ctx, request) => {
  const { uid } = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(verifyBody, request);
  const key = await findRecoveryKey(ctx.db.query, uid);
  if (!key) throw AccountError.recoveryKeyMissing();
  if (!equalText(key.key_id_hash, sha256Hex(input.recoveryKeyId))) throw AccountError.recoveryKeyInvalid();
  await enableRecoveryKey(ctx.db.query, uid);
  return {};
};

/** `DELETE /recoveryKey`. */
export const recoveryKeyDelete: Endpoint = async (ctx, request) => {
  const { uid, ...account } = await authenticateVerifiedSession(ctx, request);
  if (!(await deleteRecoveryKey(ctx.db.query, uid))) throw AccountError.recoveryKeyMissing();
  audit(request, 'RecoveryKeyDeleted', { uid });
  ctx.mailer.notify({ uid, ...account }, 'recoveryKeyRemoved', { time: formatTime(ctx.now()) });
  return {};
};
