import { ascii, type Migration, mariadbTable } from './migration.ts';

export const admin: Migration = {
  id: 7,
  name: 'admin',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS invites (
      id TEXT PRIMARY KEY,
      code_hash TEXT NOT NULL UNIQUE,
      grants_admin INTEGER NOT NULL,
      uses INTEGER NOT NULL,
      uses_left INTEGER NOT NULL,
      note TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER
    ) WITHOUT ROWID`,
    'CREATE TABLE IF NOT EXISTS user_quotas (email TEXT PRIMARY KEY, quota_bytes INTEGER) WITHOUT ROWID',
    `CREATE TABLE IF NOT EXISTS spent_challenges (
      id TEXT PRIMARY KEY, expires_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS spent_challenges_expiry ON spent_challenges (expires_at)',
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS invites (
      id ${ascii(16)} NOT NULL PRIMARY KEY,
      code_hash ${ascii(64)} NOT NULL,
      grants_admin TINYINT NOT NULL,
      uses INT NOT NULL,
      uses_left INT NOT NULL,
      note VARCHAR(255) NOT NULL,
      created_at BIGINT NOT NULL,
      expires_at BIGINT,
      UNIQUE KEY invites_code (code_hash)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS user_quotas (
      email VARCHAR(255) NOT NULL PRIMARY KEY, quota_bytes BIGINT
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS spent_challenges (
      id ${ascii(64)} NOT NULL PRIMARY KEY,
      expires_at BIGINT NOT NULL,
      KEY spent_challenges_expiry (expires_at)
    ) ${mariadbTable}`,
  ],
};
