import type { RequestHandler } from 'express';
import { authenticate } from '../authenticate.ts';
import { avatarAddress } from '../avatar-address.ts';
import type { ProfileContext } from '../context.ts';
import { findAvatarId } from '../store/avatars.ts';

/** `GET /profile/v1/avatar` (accounts.md §8): where the caller's picture is. Two statements. */
export function avatar(ctx: ProfileContext, origin: string): RequestHandler {
  return async (request, response) => {
    const { uid } = await authenticate(ctx, request, 'profile:avatar');
    const id = await findAvatarId(ctx.db.query, uid);
    response.json({ id: id ?? '', ...avatarAddress(origin, uid, id) });
  };
}
