import { z } from 'zod';
import { authenticateDevice } from '../../http/auth/session-auth.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { listCommands, markDelivered, takeQuietPoll } from '../store/device-commands.ts';

const most = 100;
const query = z.object({
  index: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).default(most),
});

/**
 * `GET /account/device/commands` (accounts.md §6.5). Reading deletes nothing: a browser that dies before it has acted asks
 * again with the same index. Never 403, which closes Firefox for Android (§10.3.1).
 *
 * Firefox 153 without push polls while it refreshes its device list, right after it has registered again, and handling a
 * command waits for that refresh: it would wait for itself for ever, and the tab would be lost. So that one poll gets nothing
 * (see `device-register`); the next one, by "Sync now" or by its timer, gets everything.
 */
export const deviceCommands: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  const { index, limit } = parseParameters(query, request.query);
  const size = Math.min(limit, most);
  if (caller.deviceId === null || size === 0) return { index, last: true, messages: [] };
  const found = await listCommands(ctx.db.query, caller.deviceId, { from: index, limit: size + 1, now: ctx.now() });
  if (
    found.length > 0 &&
    caller.kind === 'session' &&
    (await takeQuietPoll(ctx.db.query, caller.deviceId, ctx.now()))
  ) {
    return { index, last: true, messages: [] };
  }
  const page = found.slice(0, size);
  if (page.length > 0) await markDelivered(ctx.db.query, caller.deviceId, page.at(-1)!.index);
  return {
    index: page.at(-1)?.index ?? index,
    last: found.length <= size,
    messages: page.map(({ index, command, payload, sender }) => ({
      index,
      data: { command, payload: JSON.parse(payload), ...(sender !== null && { sender }) },
    })),
  };
};
