import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { listRefreshTokens } from '../store/attached-clients.ts';

/** `GET /account/attached_oauth_clients` (accounts.md §3.5): each client once, with its last use. */
export const attachedOauthClients: Endpoint = async (ctx, request) => {
  const caller = await authenticateSession(ctx, request);
  const lastUse = new Map<string, number>();
  for (const token of await listRefreshTokens(ctx.db.query, caller.uid)) {
    lastUse.set(token.client_id, Math.max(token.last_used_at, lastUse.get(token.client_id) ?? 0));
  }
  return [...lastUse].map(([clientId, lastAccessTime]) => ({ clientId, lastAccessTime }));
};
