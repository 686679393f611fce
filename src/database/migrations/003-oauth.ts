import { ascii, type Migration, mariadbTable } from './migration.ts';

export const oauth: Migration = {
  id: 3,
  name: 'oauth',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS oauth_codes (
      code_hash TEXT PRIMARY KEY,
      uid TEXT NOT NULL,
      session_id_hash TEXT NOT NULL,
      client_id TEXT NOT NULL,
      scope TEXT NOT NULL,
      access_type TEXT NOT NULL,
      code_challenge TEXT NOT NULL,
      redirect_uri TEXT NOT NULL,
      keys_jwe TEXT,
      auth_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS oauth_codes_uid ON oauth_codes (uid)',
    'CREATE INDEX IF NOT EXISTS oauth_codes_expiry ON oauth_codes (expires_at)',
    `CREATE TABLE IF NOT EXISTS refresh_tokens (
      token_hash TEXT PRIMARY KEY,
      uid TEXT NOT NULL,
      client_id TEXT NOT NULL,
      scope TEXT NOT NULL,
      session_id_hash TEXT,
      owns_session INTEGER NOT NULL,
      auth_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      last_used_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS refresh_tokens_uid ON refresh_tokens (uid)',
    `CREATE TABLE IF NOT EXISTS access_tokens (
      jti_hash TEXT PRIMARY KEY,
      uid TEXT NOT NULL,
      client_id TEXT NOT NULL,
      scope TEXT NOT NULL,
      session_id_hash TEXT,
      refresh_token_hash TEXT,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS access_tokens_uid ON access_tokens (uid)',
    'CREATE INDEX IF NOT EXISTS access_tokens_expiry ON access_tokens (expires_at)',
    `CREATE TABLE IF NOT EXISTS avatars (
      uid TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, image TEXT NOT NULL
    )`,
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS oauth_codes (
      code_hash ${ascii(64)} NOT NULL PRIMARY KEY,
      uid ${ascii(32)} NOT NULL,
      session_id_hash ${ascii(64)} NOT NULL,
      client_id ${ascii(16)} NOT NULL,
      scope TEXT NOT NULL,
      access_type ${ascii(16)} NOT NULL,
      code_challenge ${ascii(43)} NOT NULL,
      redirect_uri VARCHAR(512) NOT NULL,
      keys_jwe TEXT,
      auth_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      KEY oauth_codes_uid (uid),
      KEY oauth_codes_expiry (expires_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS refresh_tokens (
      token_hash ${ascii(64)} NOT NULL PRIMARY KEY,
      uid ${ascii(32)} NOT NULL,
      client_id ${ascii(16)} NOT NULL,
      scope TEXT NOT NULL,
      session_id_hash ${ascii(64)},
      owns_session TINYINT NOT NULL,
      auth_at BIGINT NOT NULL,
      created_at BIGINT NOT NULL,
      last_used_at BIGINT NOT NULL,
      KEY refresh_tokens_uid (uid)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS access_tokens (
      jti_hash ${ascii(64)} NOT NULL PRIMARY KEY,
      uid ${ascii(32)} NOT NULL,
      client_id ${ascii(16)} NOT NULL,
      scope TEXT NOT NULL,
      session_id_hash ${ascii(64)},
      refresh_token_hash ${ascii(64)},
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      KEY access_tokens_uid (uid),
      KEY access_tokens_expiry (expires_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS avatars (
      uid ${ascii(32)} NOT NULL PRIMARY KEY,
      id ${ascii(32)} NOT NULL,
      type ${ascii(16)} NOT NULL,
      image MEDIUMTEXT CHARACTER SET ascii NOT NULL,
      UNIQUE KEY avatars_id (id)
    ) ${mariadbTable}`,
  ],
};
