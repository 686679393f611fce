import type { Migration } from './migration.ts';

// MEDIUMTEXT ends at 16 MiB, and a collection may be allowed larger records. SQLite's text has no such end.
const tables = ['storage_bsos', 'storage_staged'];

export const largePayloads: Migration = {
  id: 14,
  name: 'large payloads',
  sqlite: [],
  mariadb: tables.map((table) => `ALTER TABLE ${table} MODIFY payload LONGTEXT`),
};
