import type { ColumnType, Generated } from 'kysely';

// Names and column order are Mozilla's, so that people can move in and back (sync15.md §17.10).

export interface ServiceTable {
  id: Generated<number>;
  service: string;
  pattern: string;
}

export interface NodeTable {
  id: Generated<number>;
  service: number;
  node: string;
  available: number;
  current_load: number;
  capacity: number;
  downed: number;
  backoff: number;
}

/** A storage user. created_at and replaced_at are ms; email is `<account uid>@<domain>`, not a mail address. */
export interface UserTable {
  uid: Generated<number>;
  service: number;
  email: string;
  generation: ColumnType<number, number | bigint, number | bigint>;
  client_state: string;
  created_at: number;
  replaced_at: number | null;
  nodeid: number;
  keys_changed_at: ColumnType<number | null, number | bigint | null, number | bigint | null>;
}

/**
 * A row that a transaction UPDATEs to keep others of its kind waiting (architecture.md §4): one for each (service, email),
 * and one with an empty email for the whole service.
 */
export interface UserLockTable {
  service: number;
  email: string;
  turn: number;
}

/** How often an account's storage tokens were revoked. `changed_at` is ms. */
export interface SyncRevocationTable {
  /** Of the account, 32 hex characters. */
  uid: string;
  generation: ColumnType<number, number | bigint, number | bigint>;
  changed_at: number;
}

export interface TokenTables {
  sync_revocations: SyncRevocationTable;
  services: ServiceTable;
  nodes: NodeTable;
  users: UserTable;
  foxden_user_locks: UserLockTable;
}
