import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticate } from '../authenticate.ts';
import type { ProfileContext } from '../context.ts';
import { profileChanged } from '../profile-changed.ts';
import { touchProfile } from '../store/profiles.ts';

const schema = z.object({
  displayName: z
    .string()
    .trim()
    .max(256)
    .regex(/^\P{Cc}*$/u),
});

/** `GET /profile/v1/display_name` (accounts.md §8): 204 when there is none. */
export function readDisplayName(ctx: ProfileContext): RequestHandler {
  return async (request, response) => {
    const { displayName } = await authenticate(ctx, request, 'profile:display_name');
    if (displayName === null) response.status(204).end();
    else response.json({ displayName });
  };
}

/** `POST /profile/v1/display_name` (accounts.md §8): an empty name takes it away. */
export function writeDisplayName(ctx: ProfileContext): RequestHandler {
  return async (request, response) => {
    const { uid } = await authenticate(ctx, request, 'profile:display_name:write');
    const { displayName } = await parseBody(schema, request);
    await touchProfile(ctx.db.query, uid, ctx.now(), { display_name: displayName || null });
    profileChanged(ctx, uid);
    response.json({});
  };
}
