import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateDevice } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { enqueueCommand } from '../store/device-commands.ts';
import { findDevice, isOrphan } from '../store/devices.ts';
import { makeRoomForCommand } from '../store/make-room.ts';
import { isVerifiedCaller } from '../verified-session.ts';
import { commandReceived } from './push.ts';

const longest = 30 * 86_400;
const payloadLimit = 200_000;
const body = z.object({
  target: hex(16),
  command: z.string().min(1).max(255),
  payload: z.record(z.string(), z.unknown()),
  ttl: z.number().int().min(0).max(10_000_000).nullish(),
});

/** `POST /account/devices/invoke_command` (accounts.md §6.5): send tab, close tab. */
export const deviceInvokeCommand: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  if (!isVerifiedCaller(caller)) throw AccountError.unverifiedSession();
  const input = await parseBody(body, request);
  const payload = JSON.stringify(input.payload);
  if (payload.length > payloadLimit) throw AccountError.bodyTooLarge();
  const device = await findDevice(ctx.db.query, caller.uid, input.target);
  if (!device || isOrphan(device)) throw AccountError.unknownDevice();
  const offered = JSON.parse(device.available_commands) as Record<string, string>;
  if (!Object.hasOwn(offered, input.command)) throw AccountError.commandUnavailable();
  const { command } = input;
  const sender = caller.deviceId;
  const index = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, caller, ctx.now());
    await makeRoomForCommand(tx, device, payload);
    return enqueueCommand(tx, {
      uid: caller.uid,
      deviceId: device.id,
      command,
      payload,
      sender,
      expiresAt: ctx.now() + Math.min(input.ttl ?? longest, longest) * 1000,
    });
  });
  const notifyError = await ctx.push.send(device, commandReceived(ctx.config.publicUrl, { index, command, sender }));
  return notifyError === null ? { enqueued: true, notified: true } : { enqueued: true, notified: false, notifyError };
};
