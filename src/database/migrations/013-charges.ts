import { addColumn, type Migration } from './migration.ts';

const charge = addColumn('storage_collections', 'charge', {
  sqlite: 'INTEGER NOT NULL DEFAULT 0',
  mariadb: 'BIGINT NOT NULL DEFAULT 0',
});

const count = (
  larger: string,
) => `UPDATE storage_collections SET charge = (SELECT COALESCE(SUM(${larger}(b.size, 100)), 0)
  FROM storage_bsos b WHERE b.uid = storage_collections.uid AND b.collection = storage_collections.name)`;

// What a collection counts for in the quota: the bytes of its payloads, but at least a hundred for each record, since an
// empty one takes room too.
export const charges: Migration = {
  id: 13,
  name: 'charges',
  sqlite: [charge.sqlite, count('MAX')],
  mariadb: [charge.mariadb, count('GREATEST')],
};
