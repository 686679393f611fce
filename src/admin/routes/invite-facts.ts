import type { RequestHandler } from 'express';
import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { AdminContext } from '../context.ts';
import { requireInvite } from '../signup/require-invite.ts';

const body = z.object({ invite: z.string().max(64) });

/**
 * `POST /v1/signup/invite {invite}`: what an invitation is good for, told to whoever has its code, so that the link's page can say
 * what it will do. Using it stays another step.
 *
 * @throws {AccountError} 403/202 when it is unknown, used up or out of time.
 */
export function inviteFacts({ db, now }: Pick<AdminContext, 'db' | 'now'>): RequestHandler {
  return async (request, response) => {
    const { invite } = await parseBody(body, request);
    const { grants_admin } = await requireInvite(db.query, sha256Hex(invite), now());
    response.json({ grantsAdmin: grants_admin === 1 });
  };
}
