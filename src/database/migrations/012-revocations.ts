import { addColumn, ascii, type Migration, mariadbTable } from './migration.ts';

// `turn` changes with everything that must not happen beside a change of the account: the lock is a row that really changes
// (architecture.md §4).
const turn = addColumn('accounts', 'turn', {
  sqlite: 'INTEGER NOT NULL DEFAULT 0',
  mariadb: 'BIGINT NOT NULL DEFAULT 0',
});

// How often the storage tokens of an account were revoked, by its uid. A storage token carries the
// number that held when it was made; workers look up which have changed of late. Rows stay: a number never comes again.
export const revocations: Migration = {
  id: 12,
  name: 'revocations',
  sqlite: [
    turn.sqlite,
    `CREATE TABLE IF NOT EXISTS sync_revocations (
      uid TEXT NOT NULL PRIMARY KEY, generation INTEGER NOT NULL, changed_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS sync_revocations_changed ON sync_revocations (changed_at)',
  ],
  mariadb: [
    turn.mariadb,
    `CREATE TABLE IF NOT EXISTS sync_revocations (
      uid ${ascii(32)} NOT NULL PRIMARY KEY,
      generation BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      KEY sync_revocations_changed (changed_at)
    ) ${mariadbTable}`,
  ],
};
