import type { Request } from 'express';
import { z } from 'zod';
import { parseParameters } from '../../http/parse-parameters.ts';
import { authenticateDevice } from '../../identity/session-auth.ts';
import type { AccountsContext } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { listCommands, markDelivered } from '../store/device-commands.ts';
import { isQuiet } from './device-refresh.ts';

const most = 100;
const query = z.object({
  index: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).default(most),
});

/**
 * `GET /account/device/commands` (accounts.md §6.5). Reading deletes nothing: a browser that dies before it has acted, or that
 * the answer never reached, asks again with the same index. Never 403, which closes Firefox for Android (accounts.md §10.3.1).
 *
 * A poll that may come from within a refresh of the list of devices gets nothing (see `device-refresh.ts`); the next one after
 * that gets everything.
 */
export const deviceCommands: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  const { index, limit } = parseParameters(query, request.query);
  const size = Math.min(limit, most);
  if (caller.deviceId === null || size === 0 || isQuiet(caller, ctx.now())) return { index, last: true, messages: [] };
  const found = await listCommands(ctx.db.query, caller.deviceId, { from: index, limit: size + 1, now: ctx.now() });
  const page = found.slice(0, size);
  if (page.length > 0) whenSent(ctx, request, caller.deviceId, page.at(-1)!.index);
  return {
    index: page.at(-1)?.index ?? index,
    last: found.length <= size,
    messages: page.map(({ index, command, payload, sender }) => ({
      index,
      data: { command, payload: JSON.parse(payload), ...(sender !== null && { sender }) },
    })),
  };
};

/** Keeps that a device was given its commands, as soon as the answer has left: one that broke off before counts for nothing. */
function whenSent(ctx: AccountsContext, request: Request, deviceId: string, index: number): void {
  request.res!.once('finish', () => {
    // Without the mark they come once more to a browser that forgets how far it was.
    markDelivered(ctx.db.query, deviceId, index).catch((error: unknown) => {
      ctx.log.warn('delivery of commands not noted', { error: String(error) });
    });
  });
}
