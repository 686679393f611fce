import { setTimeout as sleep } from 'node:timers/promises';
import { SaidError } from '../failures/said-error.ts';
import type { Database } from './database.ts';
import { holderFacts, holderInWords, isDeadHolder, newHolder } from './lease-holder.ts';
import { DatabaseBusyError } from './retry.ts';

/** How long the lease of a holder counts that no longer renews it, how often it is renewed and looked at; ms. */
const life = 15_000;
const renewal = 3000;
const pause = 250;

/** A job that this process may do, as long as it holds the lease. */
export interface Lease {
  /**
   * Sees that the lease is still held, and prolongs it. Called before a step that nobody else may do at the same time.
   *
   * @throws {LeaseLostError} When this process was silent for so long that another has taken over.
   */
  confirm(db?: Pick<Database['query'], 'updateTable'>): Promise<void>;
}

/** How to wait for a lease. */
export interface LeaseOptions {
  /** Seconds to wait for a holder that is alive; 0 unless told. */
  patience?: number;
  /** Told in words, once, when there is somebody to wait for. */
  onWait?: (words: string) => void;
  /** Ends the waiting. */
  signal?: AbortSignal;
}

/** Another process holds the lease. */
export class LeaseTakenError extends SaidError {
  constructor(name: string, holder: string) {
    super(
      `Another process is doing "${name}" on this database: ${holderInWords(holder)}. ` +
        'Wait until it has finished, then try again.',
      { id: 'lease taken', facts: { name, ...holderFacts(holder) } },
    );
    this.name = 'LeaseTakenError';
  }
}

/** Another process took the lease while this one was silent, because it was suspended or the database was away. */
export class LeaseLostError extends SaidError {
  constructor(name: string) {
    super(`This process was silent for too long, and another one took over "${name}" on this database. Try again.`, {
      id: 'lease lost',
      facts: { name },
    });
    this.name = 'LeaseLostError';
  }
}

/**
 * Does `work` while no other process on this database does work of the same name. The lease is a row whose UPDATE is the
 * lock, since on Galera nothing else excludes other nodes (architecture.md §4); it is renewed every few seconds. One whose
 * holder ended without giving it back is taken over: at once when the holder ran on this machine, else after the row hasn't
 * changed for some seconds. Nobody's wall clock is believed.
 *
 * @param name - What the lease is for.
 * @returns What `work` returned.
 * @throws {LeaseTakenError} When a living holder keeps it for longer than `patience`.
 * @throws {LeaseLostError} From `confirm`.
 */
export async function withLease<T>(
  db: Database,
  name: string,
  work: (lease: Lease) => Promise<T>,
  options: LeaseOptions = {},
): Promise<T> {
  const holder = newHolder();
  await take(db, name, holder, options);
  const renew = async (query: Pick<Database['query'], 'updateTable'>) => {
    const { numUpdatedRows } = await query
      .updateTable('foxden_leases')
      .set((eb) => ({ expires_at: eb('expires_at', '+', renewal) }))
      .where('name', '=', name)
      .where('holder', '=', holder)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };
  // What fails here fails in `confirm` too, if it matters.
  const timer = setInterval(() => void renew(db.query).catch(() => {}), renewal);
  try {
    return await work({
      async confirm(query = db.query) {
        if (!(await renew(query))) throw new LeaseLostError(name);
      },
    });
  } finally {
    clearInterval(timer);
    // A lease that isn't given back ends by itself.
    await swap(db, name, { holder }, { holder: '', expires_at: 0 }).catch(() => {});
  }
}

async function take(db: Database, name: string, holder: string, options: LeaseOptions): Promise<void> {
  const { patience = 0, onWait, signal } = options;
  const startedAt = performance.now();
  let changedAt = startedAt;
  let seen: { holder: string; expires_at: number } | undefined;
  const insert = db.query.insertInto('foxden_leases').values({ name, holder: '', expires_at: 0 });
  await db.engine.ifNew(insert).execute();
  for (;;) {
    const row = await read(db, name);
    const now = performance.now();
    const isSame = row.holder === seen?.holder && row.expires_at === seen.expires_at;
    if (!isSame) changedAt = now;
    if (row.holder === '' || isDeadHolder(row.holder) || now - changedAt > life) {
      const taken = await swap(db, name, row, { holder, expires_at: Date.now() }).catch((error: unknown) => {
        // On SQLite a long step of the holder keeps everybody from writing: it is alive.
        if (error instanceof DatabaseBusyError) changedAt = performance.now();
        else throw error;
      });
      if (taken) return;
    } else if (seen === undefined) {
      onWait?.(
        `waiting for ${holderInWords(row.holder)}, which is doing "${name}" on this database: ` +
          `up to ${patience} s if it goes on, ${life / 1000} s if it is gone`,
      );
    } else if (!isSame && now - startedAt > patience * 1000) {
      throw new LeaseTakenError(name, row.holder);
    }
    seen = row;
    await sleep(pause, undefined, { signal });
  }
}

async function read(db: Database, name: string) {
  const row = await db.query
    .selectFrom('foxden_leases')
    .select(['holder', 'expires_at'])
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return { holder: row.holder, expires_at: Number(row.expires_at) };
}

/** Changes the row if it is as it was seen; false when it isn't. */
async function swap(
  db: Database,
  name: string,
  seen: { holder: string; expires_at?: number },
  row: { holder: string; expires_at: number },
): Promise<boolean> {
  let update = db.query.updateTable('foxden_leases').set(row).where('name', '=', name);
  for (const key of ['holder', 'expires_at'] as const) {
    if (seen[key] !== undefined) update = update.where(key, '=', seen[key]);
  }
  return (await update.executeTakeFirst()).numUpdatedRows > 0n;
}
