import type { RequestHandler } from 'express';
import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import type { AdminContext } from '../context.ts';
import { refusals } from '../signup/refusals.ts';
import { requireInvite } from '../signup/require-invite.ts';
import { spendInvite } from '../store/invites.ts';
import { updateUser } from '../store/users.ts';

const body = z.object({ invite: z.string().max(64) });

/** `POST /v1/account/claim_admin {invite}`: the administrator's link, used by somebody who has an account already. */
export function claimAdmin(ctx: AdminContext): RequestHandler {
  return async (request, response) => {
    const session = await authenticateSession(ctx, request);
    if (!session.verified) throw AccountError.unverifiedSession();
    const { invite } = await parseBody(body, request);
    await ctx.db.transaction(async (tx) => {
      const found = await requireInvite(tx, sha256Hex(invite), ctx.now());
      // One that makes an account is not for this.
      if (found.grants_admin !== 1) throw refusals.inviteUnknown();
      if (!(await spendInvite(tx, found.id))) throw refusals.inviteUsed();
      await updateUser(tx, session.uid, { is_admin: 1 });
    });
    audit(request, 'AdminClaimed', { uid: session.uid });
    response.json({});
  };
}
