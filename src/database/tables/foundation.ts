/** Migrations that have run. */
export interface MigrationTable {
  id: number;
  name: string;
  /** Milliseconds since the epoch. */
  applied_at: number;
}

/** Facts about this installation, by name: fingerprints of secrets, when the last backup ran. */
export interface MetaTable {
  name: string;
  value: string;
}

/** Who may do a job that must run once at a time, and until when (ms). The lock is the UPDATE of the row. */
export interface LeaseTable {
  name: string;
  holder: string;
  expires_at: number;
}

export interface FoundationTables {
  foxden_migrations: MigrationTable;
  foxden_meta: MetaTable;
  foxden_leases: LeaseTable;
}
