import { ascii, type Migration, mariadbTable } from './migration.ts';

// Sync 1.1 (sync11.md). Its users have accounts of their own, and storage uids of at least eleven digits: those of the token
// server have ten at most, so neither kind can ever meet the other's data. Numbers are never given out twice.
//
// `verifier` is ours or, until the first sign-in, the one of the server that the account was taken over from. `quota_bytes` is
// null where the general quota holds, -1 for any number. Of deleted users the uid stays until the purge has been over their
// data once more.
const firstUid = 10_000_000_000;

export const legacy: Migration = {
  id: 9,
  name: 'legacy',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS legacy_users (
      uid INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      mail TEXT,
      verifier TEXT NOT NULL,
      quota_bytes INTEGER,
      created_at INTEGER NOT NULL,
      password_set_at INTEGER NOT NULL,
      last_used_at INTEGER,
      disabled_at INTEGER
    )`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT 'legacy_users', ${firstUid - 1}
      WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'legacy_users')`,
    `CREATE TABLE IF NOT EXISTS legacy_reset_codes (
      uid INTEGER NOT NULL PRIMARY KEY, code_hash TEXT NOT NULL, expires_at INTEGER NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS legacy_reset_codes_expiry ON legacy_reset_codes (expires_at)',
    'CREATE TABLE IF NOT EXISTS legacy_deleted_users (uid INTEGER NOT NULL PRIMARY KEY, deleted_at INTEGER NOT NULL)',
    'ALTER TABLE storage_bsos ADD COLUMN parentid TEXT',
    'ALTER TABLE storage_bsos ADD COLUMN predecessorid TEXT',
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS legacy_users (
      uid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name ${ascii(32)} NOT NULL,
      mail VARCHAR(255),
      verifier ${ascii(255)} NOT NULL,
      quota_bytes BIGINT,
      created_at BIGINT NOT NULL,
      password_set_at BIGINT NOT NULL,
      last_used_at BIGINT,
      disabled_at BIGINT,
      UNIQUE KEY legacy_users_name (name)
    ) ${mariadbTable} AUTO_INCREMENT=${firstUid}`,
    `CREATE TABLE IF NOT EXISTS legacy_reset_codes (
      uid BIGINT NOT NULL PRIMARY KEY, code_hash ${ascii(64)} NOT NULL, expires_at BIGINT NOT NULL,
      KEY legacy_reset_codes_expiry (expires_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS legacy_deleted_users (
      uid BIGINT NOT NULL PRIMARY KEY, deleted_at BIGINT NOT NULL
    ) ${mariadbTable}`,
    `ALTER TABLE storage_bsos ADD COLUMN IF NOT EXISTS parentid VARCHAR(64),
      ADD COLUMN IF NOT EXISTS predecessorid VARCHAR(64)`,
  ],
};
