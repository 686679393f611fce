import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateDevice } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { isVerifiedCaller } from '../verified-session.ts';

const body = z.object({
  to: z.union([z.literal('all'), z.array(hex(16)).max(100)]),
  excluded: z.array(hex(16)).max(100).nullish(),
  payload: z.record(z.string(), z.unknown()),
  TTL: z.number().int().min(0).max(2_419_200).nullish(),
});

/**
 * `POST /account/devices/notify` (accounts.md §6.5): a message from one device to others, as well as it can be delivered. The
 * caller doesn't care, so nothing is waited for.
 */
export const devicesNotify: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  // Firefox does what such a message says: it signs out, or offers to open an address.
  if (!isVerifiedCaller(caller)) throw AccountError.unverifiedSession();
  const input = await parseBody(body, request);
  const excluded = new Set([...(input.excluded ?? []), caller.deviceId]);
  const recipients = await ctx.push.prepare(caller.uid, input.to === 'all' ? undefined : input.to);
  recipients.without(excluded).forward(input.payload, input.TTL ?? 0);
  return {};
};
