import { z } from 'zod';
import { authenticateOptionalSession } from '../../http/auth/session-auth.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { parseBody, parseParameters } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { findAccount, findAccountByEmail } from '../store/accounts.ts';

const query = z.object({ uid: z.string().optional() });

/**
 * `GET /account/status?uid=`, or with a session (accounts.md §3.4). A wrong `exists:false` makes a browser delete its account,
 * so only a database that has answered says it.
 */
export const accountStatusByUid: Endpoint = async (ctx, request) => {
  const { uid } = parseParameters(query, request.query);
  if (uid !== undefined) return { exists: (await findAccount(ctx.db.query, uid.toLowerCase())) !== undefined };
  const session = await authenticateOptionalSession(ctx, request);
  return session ? { exists: true, locale: session.locale, hasPassword: true } : { exists: false };
};

const body = z.object({ email });

/** `POST /account/status` (accounts.md §3.4). */
export const accountStatusByEmail: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  await ctx.limits.spend('unknownFromAddress', clientNetwork(request));
  const exists = (await findAccountByEmail(ctx.db.query, input.email)) !== undefined;
  if (exists) await ctx.limits.refund('unknownFromAddress', clientNetwork(request));
  return { exists, hasLinkedAccount: false, hasPassword: true, invalidDomain: false };
};
