import { z } from 'zod';
import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { formatTime } from '../device/device-record.ts';
import { type Endpoint, isSet } from '../endpoint.ts';
import { hex, passwordV2 } from '../fields.ts';
import { requireAccount } from '../require-account.ts';
import { seconds, sessionStateOf, stateFields } from '../session/session-state.ts';
import { useUpAccountToken } from '../store/account-tokens.ts';
import { deleteRecoveryKey, findRecoveryKey } from '../store/recovery-keys.ts';
import { authenticateToken } from '../token-auth.ts';
import { preparePassword } from './password.ts';
import { setPassword } from './set-password.ts';

const body = z.object({
  authPW: hex(32),
  wrapKb: hex(32).optional(),
  recoveryKeyId: hex(16).optional(),
  sessionToken: z.boolean().optional(),
  ...passwordV2,
});

/**
 * `POST /account/reset[?keys=true]` (accounts.md §3.6). With the recovery key the client sends the `wrapKb` that gives the old
 * kB again; without one kB is new, and what is stored in Sync can't be read any more. The recovery key is kept as long as it
 * fits kB.
 */
export const accountReset: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'accountResetToken');
  const input = await parseBody(body, request);
  const account = await requireAccount(ctx, token.uid);
  const { uid } = account;
  const keepsKeys = input.recoveryKeyId !== undefined;
  // Without the recovery key nobody knows the wrapKb that gives kB again.
  if (!keepsKeys && input.wrapKb !== undefined && input.authPWVersion2 === undefined) {
    throw AccountError.missingParameter('recoveryKeyId');
  }
  if (keepsKeys) {
    if (input.wrapKb === undefined) throw AccountError.missingParameter('wrapKb');
    const key = await findRecoveryKey(ctx.db.query, uid);
    if (!key) throw AccountError.recoveryKeyMissing();
    if (!equalText(key.key_id_hash, sha256Hex(input.recoveryKeyId!))) throw AccountError.recoveryKeyInvalid();
  }
  const password = await preparePassword(ctx, input);
  const now = ctx.now();
  // Whoever has read the mailed code owns the address.
  const columns = ctx.mailer.works ? { email_verified: 1 } : {};
  const state = sessionStateOf({ ...account, ...columns }, ctx.mailer.works);
  const userAgent = request.headers['user-agent'] ?? '';
  const session = { ...state, userAgent, deviceId: null, wantsKeys: isSet(request, 'keys') };
  const devices = await ctx.push.prepare(uid);
  const tokens = await ctx.db.transaction(async (tx) => {
    if (!(await useUpAccountToken(tx, token.id_hash))) throw AccountError.invalidToken();
    await ctx.revokeSyncTokens(tx, uid);
    if (!keepsKeys) await deleteRecoveryKey(tx, uid);
    const wanted = input.sessionToken ? session : undefined;
    return setPassword(tx, { account, password, now, newKeys: !keepsKeys, session: wanted, columns });
  });
  await ctx.announceRevocation();
  if (state.verified) await ctx.callers.remember(request, uid);
  audit(request, 'PasswordReset', { uid, keys: keepsKeys ? 'kept' : 'new' });
  devices.send('fxaccounts:password_reset');
  ctx.mailer.notify(account, 'passwordReset', { time: formatTime(now) });
  if (!input.sessionToken) return {};
  return { uid, ...tokens, authAt: seconds(now), ...stateFields(state, account.email_verified === 1) };
};
