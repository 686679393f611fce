import type { Request } from 'express';
import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import { spendChallenge } from '../store/challenges.ts';
import type { DashboardContext } from './context.ts';

/** What everybody else is told. */
export const onlyAdministrators = 'Only an administrator of this server may do that';

/** How long after the password was given somebody may look, and how long act; ms. */
const proofLifetime = { look: 8 * 3_600_000, act: 15 * 60_000 };

/** How old a request to act may be, ms; what is older or was seen before does nothing. */
const requestLifetime = 5 * 60_000;

/** Name of the header that makes each request to act a different one. */
const onceHeader = 'x-foxden-once';

const once = z.object({ [onceHeader]: z.string().regex(/^\d{13}-[\w-]{16,64}$/) });

/**
 * Lets an administrator pass who has given the password lately (accounts.md §10.4): the session must be good, past its second
 * factor where there is one, and the account an administrator's at this moment.
 *
 * @param purpose - `act` wants a proof of the last minutes, and that the request comes from this server's own pages for the
 *   first time.
 * @throws {AccountError} 401 without a session, 400/138 before the second factor, 403/202 for everybody else, 400/164 when the
 *   password has to be given again, 400/107 for a request that was sent before.
 */
export async function authenticateAdministrator(
  ctx: DashboardContext,
  request: Request,
  purpose: 'look' | 'act',
): Promise<SessionCredential> {
  refuseOtherSites(ctx, request);
  const session = await authenticateSession(ctx, request);
  if (!session.verified) throw AccountError.unverifiedSession();
  if (!session.isAdmin) throw AccountError.notEnabled(onlyAdministrators);
  if (Math.abs(ctx.now() - session.authAt) > proofLifetime[purpose]) throw AccountError.staleProof();
  if (purpose === 'act') await refuseRepeated(ctx, request);
  return session;
}

// Nothing here goes by cookies, so a page of another site can't act in anybody's name; it has no business here all the same.
function refuseOtherSites({ config }: DashboardContext, request: Request): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign = (origin !== undefined && origin !== new URL(config.publicUrl!).origin) || site === 'cross-site';
  if (isForeign) throw AccountError.notEnabled('This can only be asked for by the pages of this server');
}

async function refuseRepeated(ctx: DashboardContext, request: Request): Promise<void> {
  const mark = parseParameters(once, request.headers)[onceHeader]!;
  const age = Math.abs(ctx.now() - Number(mark.slice(0, 13)));
  const isNew =
    age <= requestLifetime &&
    (await spendChallenge(ctx.db.query, sha256Hex(`admin ${mark}`), ctx.now() + 2 * requestLifetime, ctx.now()));
  if (!isNew) throw AccountError.invalidParameter({ keys: [onceHeader], message: 'This request was sent before' });
}
