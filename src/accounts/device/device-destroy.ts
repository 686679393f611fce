import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateDevice } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { destroyDevice } from '../store/devices.ts';
import { isVerifiedCaller } from '../verified-session.ts';

const body = z.object({ id: hex(16) });

/** `POST /account/device/destroy` (accounts.md §3.5): signs the device out, too. */
export const deviceDestroy: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  const { id } = await parseBody(body, request);
  // Who has the password but not the second factor must not sign the owner's devices out.
  if (!isVerifiedCaller(caller) && id !== caller.deviceId) throw AccountError.unverifiedSession();
  const farewell = await ctx.push.prepare(caller.uid, [id]);
  const isOther = id !== caller.deviceId;
  const found = await ctx.db.transaction(async (tx) => {
    const isDestroyed = await destroyDevice(tx, caller.uid, id);
    // Who signs out by itself has no use for its token any more; one that is thrown out may be in other hands.
    if (isDestroyed && isOther) await ctx.revokeSyncTokens(tx, caller.uid);
    return isDestroyed;
  });
  if (!found) throw AccountError.unknownDevice();
  if (isOther) await ctx.announceRevocation();
  audit(request, 'DeviceRemoved', { uid: caller.uid, deviceId: id });
  farewell.send('fxaccounts:device_disconnected', { id });
  return {};
};
