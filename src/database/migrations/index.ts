import { foundation } from './001-foundation.ts';
import { accounts } from './002-accounts.ts';
import { oauth } from './003-oauth.ts';
import { tokenServer } from './004-token-server.ts';
import { storage } from './005-storage.ts';
import { admin } from './007-admin.ts';
import { stagedRecords } from './008-staged-records.ts';
import { legacy } from './009-legacy.ts';
import { accountSafety } from './010-account-safety.ts';
import { deviceRefreshes } from './011-device-refreshes.ts';
import { revocations } from './012-revocations.ts';
import { charges } from './013-charges.ts';
import { largePayloads } from './014-large-payloads.ts';
import { versions } from './015-versions.ts';
import { activity } from './016-activity.ts';
import { securityHistory } from './017-security-history.ts';
import { versionDevice } from './018-version-device.ts';
import type { Migration } from './migration.ts';

/** Every migration, in order. */
export const migrations: Migration[] = [
  foundation,
  accounts,
  oauth,
  tokenServer,
  storage,
  admin,
  stagedRecords,
  legacy,
  accountSafety,
  deviceRefreshes,
  revocations,
  charges,
  largePayloads,
  versions,
  activity,
  securityHistory,
  versionDevice,
];
