import { authenticateSession } from '../../identity/session-auth.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { listRefreshTokens, listSessions } from '../store/attached-clients.ts';
import { nameOf, parseUserAgent } from './user-agent.ts';

/**
 * `GET /account/attached_clients` (accounts.md §6.6): whoever can use the account, most recently used first. The ids are
 * hashes, since a session's own id is a password. `browser` is Foxden's own: with `os` a page names what has no name of its own in
 * its reader's language.
 */
export const attachedClients: Endpoint = async (ctx, request) => {
  const caller = await authenticateSession(ctx, request);
  const sessions = await listSessions(ctx.db.query, caller.uid);
  const tokens = await listRefreshTokens(ctx.db.query, caller.uid);
  // A phone has a session and a refresh token, but is one client (accounts.md §6.6).
  const sessionOfToken = new Map(sessions.map((session) => [session.id_hash, session]));
  const companions = tokens.map((token) => {
    const session = sessionOfToken.get(token.session_id_hash ?? '');
    if (session) sessionOfToken.delete(session.id_hash);
    return session;
  });
  const clients = [
    ...[...sessionOfToken.values()].map((session) => ({
      clientId: null,
      deviceId: session.device_id,
      sessionTokenId: session.id_hash,
      refreshTokenId: null,
      isCurrentSession: session.id_hash === caller.sessionIdHash,
      deviceType: session.device_type,
      name: session.device_name ?? (nameOf(session.user_agent, '') || null),
      scope: null,
      createdTime: session.created_at,
      lastAccessTime: session.last_access_at,
      userAgent: session.user_agent,
      ...parseUserAgent(session.user_agent),
    })),
    ...tokens.map((token, i) => {
      const session = companions[i];
      return {
        clientId: token.client_id,
        deviceId: token.device_id ?? session?.device_id ?? null,
        sessionTokenId: session?.id_hash ?? null,
        // With it anybody may revoke the token (`/v1/destroy`), so it isn't for those without the second factor.
        refreshTokenId: caller.verified ? token.token_hash : null,
        isCurrentSession: session?.id_hash === caller.sessionIdHash,
        deviceType: token.device_type ?? session?.device_type ?? null,
        name: token.device_name ?? session?.device_name ?? ctx.oauthClients.get(token.client_id)?.name ?? null,
        scope: token.scope.split(' '),
        createdTime: token.created_at,
        lastAccessTime: Math.max(token.last_used_at, session?.last_access_at ?? 0),
        userAgent: session?.user_agent ?? '',
        ...parseUserAgent(session?.user_agent ?? ''),
      };
    }),
  ];
  return clients
    .sort((a, b) => b.lastAccessTime - a.lastAccessTime)
    .map((client) => ({
      ...client,
      location: {},
      createdTimeFormatted: formatTime(client.createdTime),
      lastAccessTimeFormatted: formatTime(client.lastAccessTime),
    }));
};
