import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { destroyDevice } from '../store/devices.ts';
import { destroyRefreshToken, destroySession, findRefreshTokenOwner } from '../store/sessions.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

const body = z
  .object({
    clientId: hex(8).nullish(),
    deviceId: hex(16).nullish(),
    sessionTokenId: hex(32).nullish(),
    refreshTokenId: hex(32).nullish(),
  })
  .refine((client) => client.deviceId || client.sessionTokenId || client.refreshTokenId, {
    message: 'one of deviceId, sessionTokenId and refreshTokenId is needed',
  });

/** `POST /account/attached_client/destroy` (accounts.md §3.5): signs one of the account's clients out. */
export const attachedClientDestroy: Endpoint = async (ctx, request) => {
  const caller = await authenticateVerifiedSession(ctx, request);
  const { deviceId, sessionTokenId, refreshTokenId } = await parseBody(body, request);
  const { uid } = caller;
  const farewell = await ctx.push.prepare(uid, deviceId ? [deviceId] : []);
  const found = await ctx.db.transaction(async (tx) => {
    const ended = deviceId ? await destroyDevice(tx, uid, deviceId) : false;
    const endedSession = sessionTokenId ? await destroySession(tx, uid, sessionTokenId) : false;
    const isMine = refreshTokenId ? (await findRefreshTokenOwner(tx, refreshTokenId)) === uid : false;
    const endedToken = isMine ? await destroyRefreshToken(tx, refreshTokenId!) : false;
    const found = ended || endedSession || endedToken;
    if (found) await ctx.revokeSyncTokens(tx, uid);
    return found;
  });
  if (!found) throw AccountError.unknownDevice();
  await ctx.announceRevocation();
  audit(request, 'DeviceRemoved', { uid, deviceId: deviceId ?? '' });
  if (deviceId) farewell.send('fxaccounts:device_disconnected', { id: deviceId });
  return {};
};
