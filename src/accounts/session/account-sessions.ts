import { authenticateSession } from '../../identity/session-auth.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { listSessions } from '../store/attached-clients.ts';
import { parseUserAgent } from './user-agent.ts';

/** `GET /account/sessions` (accounts.md §3.5). `id` names a session for `attached_client/destroy`. */
export const accountSessions: Endpoint = async (ctx, request) => {
  const caller = await authenticateSession(ctx, request);
  const sessions = await listSessions(ctx.db.query, caller.uid);
  return sessions
    .sort((a, b) => b.last_access_at - a.last_access_at)
    .map((session) => ({
      id: session.id_hash,
      isCurrentDevice: session.id_hash === caller.sessionIdHash,
      isDevice: session.device_id !== null,
      deviceId: session.device_id,
      deviceName: session.device_name,
      deviceType: session.device_type,
      createdTime: session.created_at,
      lastAccessTime: session.last_access_at,
      lastAccessTimeFormatted: formatTime(session.last_access_at),
      userAgent: parseUserAgent(session.user_agent).browser,
      os: parseUserAgent(session.user_agent).os,
      location: {},
    }));
};
