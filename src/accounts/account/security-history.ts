import type { Endpoint } from '../endpoint.ts';
import { parseUserAgent } from '../session/user-agent.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

/**
 * `GET /account/security_history`: who signed in to the caller's account and what protects it was changed, newest first, with
 * time, program and network address. `browser` and `os` name the program in short, empty where it tells nothing. A route of Foxden's own.
 */
export const securityHistory: Endpoint = async (ctx, request) => {
  const { uid } = await authenticateVerifiedSession(ctx, request);
  const events = await ctx.history.list(uid);
  return {
    events: events.map(({ happened_at, event, address, program }) => ({
      event,
      time: Number(happened_at),
      address,
      program,
      ...parseUserAgent(program),
    })),
  };
};
