import type { Generated } from 'kysely';

/** An account of Sync 1.1. Times are ms. */
export interface LegacyUserTable {
  /** Also the uid of its storage; at least eleven digits, so that it is none of the token server's. */
  uid: Generated<number>;
  /** As in its URLs: lower case, at most 32 of `a-z0-9._-`. */
  name: string;
  mail: string | null;
  /** What the password is checked by; the forms are in legacy/passwords. */
  verifier: string;
  /** Null: the general quota holds; -1: any number. */
  quota_bytes: number | null;
  created_at: number;
  password_set_at: number;
  last_used_at: number | null;
  /** Locked out since. */
  disabled_at: number | null;
}

/** The one code with which a forgotten password can be replaced. */
export interface LegacyResetCodeTable {
  uid: number;
  /** SHA-256, hex. */
  code_hash: string;
  expires_at: number;
}

/** A deleted user whose data the purge still looks for. */
export interface LegacyDeletedUserTable {
  uid: number;
  deleted_at: number;
}

export interface LegacyTables {
  legacy_users: LegacyUserTable;
  legacy_reset_codes: LegacyResetCodeTable;
  legacy_deleted_users: LegacyDeletedUserTable;
}
