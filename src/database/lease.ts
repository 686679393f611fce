import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomHex } from '../crypto/random.ts';
import type { Database } from './database.ts';

/** A job that this process may do until the lease ends. */
export interface Lease {
  /** Prolongs the lease; false when it was lost meanwhile. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Another process holds the lease. */
export class LeaseTakenError extends Error {
  constructor(name: string) {
    super(`Another process is doing "${name}" on this database. Wait until it has finished, then try again.`);
    this.name = 'LeaseTakenError';
  }
}

/**
 * Takes a lease: a row whose UPDATE is the lock, since on Galera nothing else excludes other nodes (design.md section 4).
 *
 * @param name - What the lease is for.
 * @param options - `seconds` until it ends by itself; `patience`, seconds to wait for another.
 * @throws {LeaseTakenError} When another holder keeps it for longer than `patience`.
 */
export async function takeLease(
  db: Database,
  name: string,
  options: { seconds: number; patience?: number },
): Promise<Lease> {
  const { seconds, patience = 0 } = options;
  const holder = `${hostname().slice(0, 40)}:${process.pid}:${randomHex(4)}`;
  const deadline = Date.now() + patience * 1000;
  await insertMissing(db, name);
  while (!(await tryTake(db, name, holder, seconds))) {
    if (Date.now() >= deadline) throw new LeaseTakenError(name);
    await sleep(250);
  }
  const mine = () => db.query.updateTable('foxden_leases').where('name', '=', name).where('holder', '=', holder);
  return {
    async renew() {
      const result = await mine()
        .set({ expires_at: Date.now() + seconds * 1000 })
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async release() {
      await mine().set({ holder: '', expires_at: 0 }).execute();
    },
  };
}

async function insertMissing(db: Database, name: string): Promise<void> {
  const insert = db.query.insertInto('foxden_leases').values({ name, holder: '', expires_at: 0 });
  await (db.engine === 'sqlite' ? insert.orIgnore() : insert.ignore()).execute();
}

async function tryTake(db: Database, name: string, holder: string, seconds: number): Promise<boolean> {
  const result = await db.query
    .updateTable('foxden_leases')
    .set({ holder, expires_at: Date.now() + seconds * 1000 })
    .where('name', '=', name)
    .where('expires_at', '<', Date.now())
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
