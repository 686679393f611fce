import { z } from 'zod';
import { parseParameters } from '../../http/parse-parameters.ts';
import { authenticateOptionalSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { findAccount } from '../store/accounts.ts';

const query = z.object({ uid: z.string() });

/**
 * `GET /account/status?uid=`, or with a session (accounts.md §3.4). A wrong `exists:false` makes a browser delete its account,
 * so only a database that has answered says it.
 */
export const accountStatusByUid: Endpoint = async (ctx, request) => {
  const session = request.query.uid === undefined ? await authenticateOptionalSession(ctx, request) : undefined;
  if (session) return { exists: true, locale: session.locale, hasPassword: true };
  const { uid } = parseParameters(query, request.query);
  const exists = /^[0-9a-f]{32}$/i.test(uid) && (await findAccount(ctx.db.query, uid.toLowerCase())) !== undefined;
  return { exists };
};
