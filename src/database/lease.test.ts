import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type Config, createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { type Database, openDatabase } from './database.ts';
import { LeaseLostError, LeaseTakenError, withLease } from './lease.ts';
import { migrate } from './migrate.ts';

const program = fileURLToPath(new URL('../../testing/hold-lease.ts', import.meta.url));

describeOnEngines('a lease', (engine) => {
  const open: Database[] = [];
  afterEach(() => Promise.all(open.splice(0).map((db) => db.close())));
  const connect = (database: Config['database']) => {
    const db = openDatabase(database);
    open.push(db);
    return db;
  };
  const prepare = async () => {
    const { database } = createConfig(readEnv(await engine.env()));
    const db = connect(database);
    await migrate(db);
    return { database, db };
  };
  /** A process that holds it until it is killed. */
  const hold = async (database: Config['database']) => {
    const child = spawn(process.execPath, [program, JSON.stringify(database), 'work'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  };

  it('is kept by one at a time and given back, also after a failure', async () => {
    const { database, db } = await prepare();
    let inside = 0;
    const work = async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
      throw new Error('done');
    };
    const all = [db, connect(database), connect(database)].map((each) =>
      withLease(each, 'work', work, { patience: 60 }),
    );
    expect(await Promise.allSettled(all)).toMatchObject(all.map(() => ({ reason: { message: 'done' } })));
  });

  it('of a living process is respected, and who waits is told for whom', async () => {
    const { database, db } = await prepare();
    const holder = await hold(database);
    const told: string[] = [];
    const second = withLease(db, 'work', async () => {}, { onWait: (words) => told.push(words) });
    await expect(second).rejects.toThrow(LeaseTakenError);
    await expect(second).rejects.toThrow(`process ${holder.pid} on `);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`waiting for process ${holder.pid} on `);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  });

  it('of a process of this machine that was killed is free at once', async () => {
    const { database, db } = await prepare();
    const holder = await hold(database);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const told: string[] = [];
    expect(await withLease(db, 'work', async () => 'mine', { onWait: (words) => told.push(words) })).toBe('mine');
    expect(told).toEqual([]);
  });

  it('of another machine is taken over when it is no longer renewed, whatever its clock said', async () => {
    const { database, db } = await prepare();
    for (const [name, expires_at] of Object.entries({ past: 0, future: 4_000_000_000_000, alive: 5 })) {
      await db.query
        .insertInto('foxden_leases')
        .values({ name, holder: 'elsewhere:7:0123456789:5:abcdef', expires_at })
        .execute();
    }
    const alive = connect(database).query.updateTable('foxden_leases').where('name', '=', 'alive');
    const renew = alive.set((eb) => ({ expires_at: eb('expires_at', '+', 1) }));
    let renewed: Promise<unknown> = Promise.resolve();
    const renewing = setInterval(() => {
      renewed = renew.execute();
    }, 1000);
    const [past, future, third] = await Promise.allSettled([
      withLease(connect(database), 'past', async () => 'mine'),
      withLease(connect(database), 'future', async () => 'mine'),
      withLease(connect(database), 'alive', async () => {}, { patience: 20 }),
    ]);
    clearInterval(renewing);
    await renewed;
    expect([past, future]).toMatchObject([{ value: 'mine' }, { value: 'mine' }]);
    expect(third).toMatchObject({ reason: { message: expect.stringContaining('process 7 on elsewhere') } });
  });

  it('that another has taken over is not confirmed', async () => {
    const { db } = await prepare();
    const work = withLease(db, 'work', async (lease) => {
      await lease.confirm();
      await db.query.updateTable('foxden_leases').set({ holder: 'other:1:x:1:y' }).execute();
      await lease.confirm();
    });
    await expect(work).rejects.toThrow(LeaseLostError);
    const row = await db.query.selectFrom('foxden_leases').select('holder').where('name', '=', 'work').execute();
    expect(row).toEqual([{ holder: 'other:1:x:1:y' }]);
  });
});
