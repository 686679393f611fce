import type { RequestHandler } from 'express';
import { authenticate } from '../authenticate.ts';
import type { ProfileContext } from '../context.ts';

/** `GET /profile/v1/email` (accounts.md §8). */
export function email(ctx: ProfileContext): RequestHandler {
  return async (request, response) => {
    const caller = await authenticate(ctx, request, 'profile:email', 'email');
    response.json({ email: caller.email });
  };
}
