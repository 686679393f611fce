import type { RequestHandler } from 'express';
import { authenticate } from '../authenticate.ts';
import type { ProfileContext } from '../context.ts';
import { etagOf, matchesEtag } from '../etag.ts';
import { profileDocument } from '../profile-document.ts';
import { findAvatarId } from '../store/avatars.ts';

/** `GET /profile/v1/profile` (accounts.md §8), also OpenID Connect's userinfo. Two statements. */
export function profile(ctx: ProfileContext, origin: string): RequestHandler {
  return async (request, response) => {
    const caller = await authenticate(ctx, request, 'profile:uid', 'profile:email', 'openid', 'email');
    const document = profileDocument(caller, origin, await findAvatarId(ctx.db.query, caller.uid));
    const etag = etagOf(document);
    response.set('ETag', etag);
    if (matchesEtag(request.get('if-none-match'), etag)) response.status(304).end();
    else response.json(document);
  };
}
