import { addColumn, ascii, type Migration, mariadbTable } from './migration.ts';

// Verifiers tell at which cost they were stretched (1: as every one before this step). Codes and authenticator secrets are
// sealed from now on, which takes more room; those that exist are sealed at the start, by a program, since it takes a key.
const costs = ['verify_cost', 'verify_cost_v2'].map((name) =>
  addColumn('accounts', name, { sqlite: 'INTEGER NOT NULL DEFAULT 1', mariadb: 'TINYINT NOT NULL DEFAULT 1' }),
);

export const accountSafety: Migration = {
  id: 10,
  name: 'account safety',
  sqlite: [
    ...costs.map(({ sqlite }) => sqlite),
    `CREATE TABLE IF NOT EXISTS known_networks (
      uid TEXT NOT NULL, network TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (uid, network)
    ) WITHOUT ROWID`,
  ],
  mariadb: [
    ...costs.map(({ mariadb }) => mariadb),
    `CREATE TABLE IF NOT EXISTS known_networks (
      uid ${ascii(32)} NOT NULL, network ${ascii(64)} NOT NULL, seen_at BIGINT NOT NULL, PRIMARY KEY (uid, network)
    ) ${mariadbTable}`,
    `ALTER TABLE totp MODIFY secret ${ascii(255)} NOT NULL`,
    `ALTER TABLE recovery_codes MODIFY code_hash ${ascii(255)} NOT NULL`,
    `ALTER TABLE account_codes MODIFY code_hash ${ascii(255)} NOT NULL`,
  ],
};
