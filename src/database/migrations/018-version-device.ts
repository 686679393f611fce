import { addColumn, ascii, type Migration } from './migration.ts';

const device = addColumn('storage_versions', 'device', { sqlite: 'TEXT', mariadb: ascii(32) });

// Which device's write replaced a version, as far as its token told.
export const versionDevice: Migration = {
  id: 18,
  name: 'device of versions',
  sqlite: [device.sqlite],
  mariadb: [device.mariadb],
};
