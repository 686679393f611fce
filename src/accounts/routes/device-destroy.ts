import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { authenticateDevice } from '../../http/auth/session-auth.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { destroyDevice } from '../store/devices.ts';
import { isVerifiedCaller } from '../verified-caller.ts';

const body = z.object({ id: hex(16) });

/** `POST /account/device/destroy` (accounts.md §3.5): signs the device out, too. */
export const deviceDestroy: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  const { id } = await parseBody(body, request);
  // Who has the password but not the second factor must not sign the owner's devices out.
  if (!isVerifiedCaller(caller) && id !== caller.deviceId) throw AccountError.unverifiedSession();
  const farewell = await ctx.push.prepare(caller.uid, [id]);
  const found = await ctx.db.transaction((tx) => destroyDevice(tx, caller.uid, id));
  if (!found) throw AccountError.unknownDevice();
  audit(request, 'DeviceRemoved', { uid: caller.uid, deviceId: id });
  farewell.send('fxaccounts:device_disconnected', { id });
  return {};
};
