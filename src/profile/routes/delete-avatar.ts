import type { RequestHandler } from 'express';
import { authenticate } from '../authenticate.ts';
import type { ProfileContext } from '../context.ts';
import { profileChanged } from '../profile-changed.ts';
import { deleteAvatar } from '../store/avatars.ts';
import { touchProfile } from '../store/profiles.ts';

/** `DELETE /profile/v1/avatar[/id]` (accounts.md §8): back to the picture that Foxden draws. */
export function removeAvatar(ctx: ProfileContext): RequestHandler<{ id?: string }> {
  return async (request, response) => {
    const { uid } = await authenticate(ctx, request, 'profile:avatar:write');
    await ctx.db.transaction(async (tx) => {
      await deleteAvatar(tx, uid, request.params.id);
      await touchProfile(tx, uid, ctx.now());
    });
    profileChanged(ctx, uid);
    response.json({});
  };
}
