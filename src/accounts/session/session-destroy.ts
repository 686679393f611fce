import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { destroySession } from '../store/sessions.ts';

const body = z.object({ customSessionToken: hex(32).optional() });

/** `POST /session/destroy` (accounts.md §3.4): ends this session, or another one of the account named by its id. */
export const sessionDestroy: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { customSessionToken } = await parseBody(body, request);
  if (customSessionToken !== undefined && !session.verified) throw AccountError.unverifiedSession();
  const idHash = customSessionToken === undefined ? session.sessionIdHash : sha256Hex(customSessionToken);
  const isOther = idHash !== session.sessionIdHash;
  const found = await ctx.db.transaction(async (tx) => {
    const isDestroyed = await destroySession(tx, session.uid, idHash);
    if (isDestroyed && isOther) await ctx.revokeSyncTokens(tx, session.uid);
    return isDestroyed;
  });
  if (!found) throw AccountError.invalidToken();
  if (isOther) await ctx.announceRevocation();
  audit(request, 'SignOut', { uid: session.uid });
  return {};
};
