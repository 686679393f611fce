import type { Migration } from './migration.ts';

// A session's refresh of its list of devices is followed from request to request (src/accounts/device/device-refresh.ts). Before, a
// column of the device said that one poll was to get nothing.
export const deviceRefreshes: Migration = {
  id: 11,
  name: 'device refreshes',
  sqlite: [
    'ALTER TABLE sessions ADD COLUMN devices_listed_at INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE sessions ADD COLUMN quiet_polls_until INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE devices DROP COLUMN quiet_poll_until',
  ],
  mariadb: [
    'ALTER TABLE sessions ADD COLUMN IF NOT EXISTS devices_listed_at BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE sessions ADD COLUMN IF NOT EXISTS quiet_polls_until BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE devices DROP COLUMN IF EXISTS quiet_poll_until',
  ],
};
