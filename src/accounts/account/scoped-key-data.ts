import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';

const keyBearing = ['https://identity.mozilla.com/apps/oldsync', 'https://identity.thunderbird.net/apps/sync'];
const body = z.object({ client_id: hex(8), scope: z.string().max(2048) });

/** `POST /account/scoped-key-data` (accounts.md §3.4, §4.6). Scopes without a key are left out of the answer. */
export const scopedKeyData: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const input = await parseBody(body, request);
  if (!session.verified) throw AccountError.unverifiedSession();
  const client = ctx.oauthClients.get(input.client_id);
  if (!client) throw AccountError.unknownClient();
  const wanted = input.scope.split(/\s+/).filter((scope) => keyBearing.includes(scope));
  const refused = wanted.filter((scope) => !client.scopes.includes(scope));
  if (refused.length > 0) throw AccountError.invalidScopes(refused.join(' '));
  const data = {
    keyRotationSecret: '0'.repeat(64),
    // The same for every device as long as kB is the same, else the token server sees it jump (accounts.md §10.2.9).
    keyRotationTimestamp: session.keysChangedAt,
  };
  return Object.fromEntries(wanted.map((scope) => [scope, { identifier: scope, ...data }]));
};
