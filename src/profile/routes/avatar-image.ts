import type { RequestHandler, Response } from 'express';
import { AccountError } from '../../http/errors/account-error.ts';
import type { ProfileContext } from '../context.ts';
import { defaultAvatar, defaultAvatarCount } from '../images/default-avatar.ts';
import { findAvatar } from '../store/avatars.ts';

/** `GET /profile/v1/avatar/{id}`: a picture that somebody uploaded. Browsers load it without a token. */
export function avatarImage(ctx: Pick<ProfileContext, 'db'>): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { id } = request.params;
    const found = /^[0-9a-f]{32}$/.test(id) ? await findAvatar(ctx.db.query, id) : undefined;
    if (!found) throw AccountError.notFound();
    sendImage(response, found.type, Buffer.from(found.image, 'base64'));
  };
}

/** `GET /profile/v1/avatar/default/{number}.png`: the picture of those who have uploaded none. */
export const defaultAvatarImage: RequestHandler<{ name: string }> = (request, response) => {
  const number = /^(\d{1,2})\.png$/.exec(request.params.name)?.[1];
  if (number === undefined || Number(number) >= defaultAvatarCount) throw AccountError.notFound();
  sendImage(response, 'image/png', defaultAvatar(Number(number)));
};

// Whatever the bytes are, they may only ever be an image: no sniffing, no scripts, no document of our origin.
function sendImage(response: Response, type: string, bytes: Buffer): void {
  response
    .set({
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
    .end(bytes);
}
