import type { RequestHandler } from 'express';
import { randomHex } from '../../crypto/random.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { readBody } from '../../http/read-body.ts';
import { authenticate } from '../authenticate.ts';
import { avatarAddress } from '../avatar-address.ts';
import type { ProfileContext } from '../context.ts';
import { imageType } from '../images/image-type.ts';
import { profileChanged } from '../profile-changed.ts';
import { replaceAvatar } from '../store/avatars.ts';
import { touchProfile } from '../store/profiles.ts';

/** Largest picture in bytes. */
export const largestAvatar = 1024 * 1024;

/** `POST /profile/v1/avatar/upload` (accounts.md §8): the body is the picture itself. */
export function uploadAvatar(ctx: ProfileContext, origin: string): RequestHandler {
  return async (request, response) => {
    const { uid } = await authenticate(ctx, request, 'profile:avatar:write');
    const bytes = await readBody(request, largestAvatar);
    const type = imageType(bytes);
    if (!type) throw AccountError.invalidParameter({ message: 'The picture must be a PNG, JPEG, GIF or WebP file' });
    const id = randomHex(16);
    await ctx.db.transaction(async (tx) => {
      await replaceAvatar(tx, { uid, id, type, image: bytes.toString('base64') });
      await touchProfile(tx, uid, ctx.now());
    });
    profileChanged(ctx, uid);
    const address = avatarAddress(origin, uid, id);
    response.status(201).json({ id, url: address.avatar, ...address });
  };
}
