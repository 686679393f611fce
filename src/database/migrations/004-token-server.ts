import { ascii, type Migration, mariadbTable } from './migration.ts';

/** Mozilla's names and column order (sync15.md §17.10), plus a table of our own whose rows are locks. */
export const tokenServer: Migration = {
  id: 4,
  name: 'token-server',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS services (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      service TEXT NOT NULL UNIQUE,
      pattern TEXT NOT NULL
    )`,
    "INSERT OR IGNORE INTO services (id, service, pattern) VALUES (1, 'sync-1.5', '{node}/1.5/{uid}')",
    `CREATE TABLE IF NOT EXISTS nodes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      service INTEGER NOT NULL,
      node TEXT NOT NULL,
      available INTEGER NOT NULL,
      current_load INTEGER NOT NULL,
      capacity INTEGER NOT NULL,
      downed INTEGER NOT NULL,
      backoff INTEGER NOT NULL,
      UNIQUE (service, node)
    )`,
    `CREATE TABLE IF NOT EXISTS users (
      uid INTEGER PRIMARY KEY AUTOINCREMENT,
      service INTEGER NOT NULL,
      email TEXT NOT NULL,
      generation INTEGER NOT NULL,
      client_state TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      replaced_at INTEGER,
      nodeid INTEGER NOT NULL,
      keys_changed_at INTEGER
    )`,
    'CREATE INDEX IF NOT EXISTS users_email ON users (email, service, created_at)',
    'CREATE INDEX IF NOT EXISTS users_replaced ON users (service, replaced_at)',
    'CREATE INDEX IF NOT EXISTS users_node ON users (nodeid)',
    `CREATE TABLE IF NOT EXISTS foxden_user_locks (
      service INTEGER NOT NULL, email TEXT NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (service, email)
    ) WITHOUT ROWID`,
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS services (
      id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      service ${ascii(30)} NOT NULL,
      pattern ${ascii(128)} NOT NULL,
      UNIQUE KEY services_service (service)
    ) ${mariadbTable}`,
    "INSERT IGNORE INTO services (id, service, pattern) VALUES (1, 'sync-1.5', '{node}/1.5/{uid}')",
    `CREATE TABLE IF NOT EXISTS nodes (
      id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      service INT NOT NULL,
      node ${ascii(255)} NOT NULL,
      available INT NOT NULL,
      current_load INT NOT NULL,
      capacity INT NOT NULL,
      downed INT NOT NULL,
      backoff INT NOT NULL,
      UNIQUE KEY nodes_node (service, node)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS users (
      uid BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
      service INT NOT NULL,
      email ${ascii(255)} NOT NULL,
      generation BIGINT NOT NULL,
      client_state ${ascii(32)} NOT NULL,
      created_at BIGINT NOT NULL,
      replaced_at BIGINT,
      nodeid BIGINT NOT NULL,
      keys_changed_at BIGINT,
      KEY users_email (email, service, created_at),
      KEY users_replaced (service, replaced_at),
      KEY users_node (nodeid)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS foxden_user_locks (
      service INT NOT NULL, email ${ascii(255)} NOT NULL, turn BIGINT NOT NULL, PRIMARY KEY (service, email)
    ) ${mariadbTable}`,
  ],
};
