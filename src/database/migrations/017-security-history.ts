import { ascii, type Migration, mariadbTable } from './migration.ts';

// What people can look up about their own account: who signed in, and what protects it was changed.
export const securityHistory: Migration = {
  id: 17,
  name: 'security history',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS security_history (
      id INTEGER PRIMARY KEY, uid TEXT NOT NULL, happened_at INTEGER NOT NULL, event TEXT NOT NULL,
      address TEXT NOT NULL, program TEXT NOT NULL, expires_at INTEGER NOT NULL
    )`,
    'CREATE INDEX IF NOT EXISTS security_history_uid ON security_history (uid, happened_at)',
    'CREATE INDEX IF NOT EXISTS security_history_expires ON security_history (expires_at)',
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS security_history (
      id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, uid ${ascii(32)} NOT NULL, happened_at BIGINT NOT NULL,
      event ${ascii(32)} NOT NULL, address ${ascii(64)} NOT NULL, program VARCHAR(255) NOT NULL,
      expires_at BIGINT NOT NULL,
      KEY security_history_uid (uid, happened_at), KEY security_history_expires (expires_at)
    ) ${mariadbTable}`,
  ],
};
