import type { Queries } from '../../database/database.ts';

const deviceColumns = [
  'devices.id as device_id',
  'devices.name as device_name',
  'devices.type as device_type',
] as const;

/** Lists an account's sessions with their devices. */
export function listSessions(db: Queries, uid: string) {
  return db
    .selectFrom('sessions')
    .leftJoin('devices', 'devices.session_id_hash', 'sessions.id_hash')
    .select(['sessions.id_hash', 'sessions.created_at', 'sessions.last_access_at', 'sessions.user_agent'])
    .select(deviceColumns)
    .where('sessions.uid', '=', uid)
    .execute();
}

/** Lists an account's refresh tokens with their devices. */
export function listRefreshTokens(db: Queries, uid: string) {
  return db
    .selectFrom('refresh_tokens')
    .leftJoin('devices', 'devices.refresh_token_hash', 'refresh_tokens.token_hash')
    .select([
      'refresh_tokens.token_hash',
      'refresh_tokens.client_id',
      'refresh_tokens.scope',
      'refresh_tokens.session_id_hash',
      'refresh_tokens.created_at',
      'refresh_tokens.last_used_at',
    ])
    .select(deviceColumns)
    .where('refresh_tokens.uid', '=', uid)
    .execute();
}
