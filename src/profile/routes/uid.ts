import type { RequestHandler } from 'express';
import { authenticate } from '../authenticate.ts';
import type { ProfileContext } from '../context.ts';

/** `GET /profile/v1/uid` (accounts.md §8). */
export function uid(ctx: ProfileContext): RequestHandler {
  return async (request, response) => {
    const caller = await authenticate(ctx, request, 'profile:uid', 'openid');
    response.json({ uid: caller.uid });
  };
}
