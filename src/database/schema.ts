import type { AccountTables } from './tables/accounts.ts';
import type { AdminTables } from './tables/admin.ts';
import type { FoundationTables } from './tables/foundation.ts';
import type { LegacyTables } from './tables/legacy.ts';
import type { OAuthTables } from './tables/oauth.ts';
import type { ProfileTables } from './tables/profile.ts';
import type { StorageTables } from './tables/storage.ts';
import type { TokenTables } from './tables/token.ts';

/** Every table that Kysely may name; a file of `tables/` for each room. */
export interface Schema
  extends FoundationTables,
    AccountTables,
    OAuthTables,
    ProfileTables,
    TokenTables,
    StorageTables,
    AdminTables,
    LegacyTables {}
