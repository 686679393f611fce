import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { formatTime } from '../device/device-record.ts';
import { type Endpoint, isSet } from '../endpoint.ts';
import { hex, passwordV2 } from '../fields.ts';
import { requireAccount } from '../require-account.ts';
import { type SessionState, seconds, sessionStateOf, stateFields } from '../session/session-state.ts';
import { useUpAccountToken } from '../store/account-tokens.ts';
import { findSession } from '../store/sessions.ts';
import { authenticateToken } from '../token-auth.ts';
import { preparePassword } from './password.ts';
import { setPassword } from './set-password.ts';

const body = z.object({ authPW: hex(32), wrapKb: hex(32), sessionToken: hex(32).optional(), ...passwordV2 });

/**
 * `POST /password/change/finish[?keys=true]` (accounts.md §3.6). `sessionToken` is the id of the session that changes the
 * password: its device and its state go over to the new session, so that this browser stays signed in. kB stays, so Sync goes
 * on.
 */
export const passwordChangeFinish: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordChangeToken');
  const input = await parseBody(body, request);
  const account = await requireAccount(ctx, token.uid);
  const { uid } = account;
  const password = await preparePassword(ctx, input);
  const now = ctx.now();
  const devices = await ctx.push.prepare(uid);
  const { tokens, state, deviceId } = await ctx.db.transaction(async (tx) => {
    if (!(await useUpAccountToken(tx, token.id_hash))) throw AccountError.invalidToken();
    await ctx.revokeSyncTokens(tx, uid);
    if (input.sessionToken === undefined) {
      const nothing = await setPassword(tx, { account, password, now, newKeys: false });
      return { tokens: nothing, state: undefined, deviceId: null };
    }
    const old = await findSession(tx, uid, sha256Hex(input.sessionToken));
    const state: SessionState = old
      ? {
          verified: old.verified === 1,
          verificationMethod: old.verification_method as SessionState['verificationMethod'],
        }
      : sessionStateOf(account, ctx.mailer.works);
    const deviceId = old?.device_id ?? null;
    const userAgent = request.headers['user-agent'] ?? '';
    const session = { ...state, userAgent, deviceId, wantsKeys: isSet(request, 'keys') };
    const tokens = await setPassword(tx, { account, password, now, newKeys: false, session });
    return { tokens, state, deviceId };
  });
  await ctx.announceRevocation();
  audit(request, 'PasswordChanged', { uid });
  devices.without(new Set([deviceId])).send('fxaccounts:password_changed');
  ctx.mailer.notify(account, 'passwordChanged', { time: formatTime(now) });
  if (!state) return {};
  const { keyFetchTokenVersion2: keyFetchToken2, ...rest } = tokens;
  return {
    uid,
    ...rest,
    ...(keyFetchToken2 !== undefined && { keyFetchToken2 }),
    authAt: seconds(now),
    ...stateFields(state, account.email_verified === 1),
  };
};
