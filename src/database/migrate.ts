import { type Kysely, sql } from 'kysely';
import { SaidError } from '../failures/said-error.ts';
import type { TellProgress } from '../log/progress.ts';
import type { Database } from './database.ts';
import { type Lease, withLease } from './lease.ts';
import { migrations as all } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import type { Schema } from './schema.ts';

/** The database was written by a newer Foxden than this one. */
export class NewerSchemaError extends SaidError {
  static override readonly exitCode = 78;

  constructor(found: number, known: number) {
    super(
      `The database has schema ${found}, but this Foxden knows only up to ${known}: a newer version has been used on it. ` +
        'Start the newer version again, or restore a backup that was made before the upgrade.',
      { id: 'newer database', facts: { schema: found, known } },
    );
    this.name = 'NewerSchemaError';
  }
}

const step = 'bringing the database up to date';

/** MariaDB's ER_NO_SUCH_TABLE. */
const noSuchTable = 1146;

/** Seconds to wait for another process that migrates. */
const patience = 3600;

/** What a call of {@link migrate} did. */
export interface MigrationReport {
  from: number;
  to: number;
  applied: string[];
}

/** Schema number of the database; 0 when it is empty. Only reads. */
export async function schemaVersion(db: Database): Promise<number> {
  const newest = db.query.selectFrom('foxden_migrations').select((eb) => eb.fn.max('id').as('id'));
  const row = await newest.executeTakeFirst().catch((error: unknown) => {
    if (isMissingTable(error)) return undefined;
    throw error;
  });
  return Number(row?.id ?? 0);
}

function isMissingTable(error: unknown): boolean {
  const { errno, message } = error as Error & { errno?: number };
  return errno === noSuchTable || message.startsWith('no such table');
}

/**
 * Brings the schema up to date, one process at a time, recording every step.
 *
 * @param db - The database.
 * @param options - `before` runs once before the first step of an existing database is changed (a backup); `onWait` is told
 *   in words when another process is at it; `onProgress` is called with which step it is at; `signal` ends it between two statements.
 * @returns Schema numbers before and after, and the names of the steps that ran.
 * @throws {NewerSchemaError} When the database is ahead of this program.
 * @throws {LeaseTakenError | LeaseLostError} When another process is at it for too long, or took over.
 */
export async function migrate(
  db: Database,
  options: {
    migrations?: Migration[];
    before?: (from: number) => Promise<void>;
    onWait?: (words: string) => void;
    onProgress?: TellProgress;
    signal?: AbortSignal;
  } = {},
): Promise<MigrationReport> {
  const { migrations = all, signal } = options;
  const known = migrations.at(-1)?.id ?? 0;
  await createMigrationTable(db.query);
  const from = await schemaVersion(db);
  if (from > known) throw new NewerSchemaError(from, known);
  if (from === known) return { from, to: from, applied: [] };
  // The first step makes the table of leases, so it can't be guarded by one; all its statements are harmless twice.
  if (from === 0) await apply(db, migrations[0]!, { signal });
  const bringUpToDate = async (lease: Lease) => {
    const now = await schemaVersion(db);
    const pending = migrations.filter((migration) => migration.id > now);
    if (pending.length > 0 && from > 0) await options.before?.(from);
    for (const [done, migration] of pending.entries()) {
      options.onProgress?.({ step, done, total: pending.length });
      await apply(db, migration, { lease, signal });
    }
    options.onProgress?.({ step, done: pending.length, total: pending.length });
    return { from, to: known, applied: pending.map((migration) => migration.name) };
  };
  return withLease(db, 'migrate', bringUpToDate, { patience, onWait: options.onWait, signal });
}

/** Runs one step and records it: on SQLite in one transaction, on MariaDB, which has no transactional DDL, one by one. */
async function apply(
  db: Database,
  migration: Migration,
  { lease, signal }: { lease?: Lease; signal?: AbortSignal },
): Promise<void> {
  signal?.throwIfAborted();
  const row = { id: migration.id, name: migration.name, applied_at: Date.now() };
  if (db.engine.hasTransactionalDdl) {
    return db.transaction(async (tx) => {
      await lease?.confirm(tx);
      for (const statement of db.engine.statementsOf(migration)) await sql.raw(statement).execute(tx);
      await db.engine.ifNew(tx.insertInto('foxden_migrations').values(row)).execute();
    });
  }
  for (const statement of db.engine.statementsOf(migration)) {
    signal?.throwIfAborted();
    await lease?.confirm();
    await sql.raw(statement).execute(db.query);
  }
  await db.engine.ifNew(db.query.insertInto('foxden_migrations').values(row)).execute();
}

async function createMigrationTable(query: Kysely<Schema>): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS foxden_migrations (
    id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(64) NOT NULL, applied_at BIGINT NOT NULL
  )`.execute(query);
}
