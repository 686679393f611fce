import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { percent } from '../log/progress.ts';
import { type Database, openDatabase } from './database.ts';
import { migrate, NewerSchemaError, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';

describeOnEngines('migrations', (engine) => {
  const open: Database[] = [];
  const database = (env: Record<string, string>) => {
    const db = openDatabase(createConfig(readEnv(env)).database);
    open.push(db);
    return db;
  };
  afterEach(() => Promise.all(open.splice(0).map((db) => db.close())));

  it('bring an empty database to the newest schema, once', async () => {
    const db = database(await engine.env());
    expect(await schemaVersion(db)).toBe(0);
    expect(await db.query.introspection.getTables()).toEqual([]);
    const newest = migrations.at(-1)!.id;
    const told: number[] = [];
    expect(await migrate(db, { onProgress: (progress) => told.push(percent(progress)) })).toMatchObject({
      from: 0,
      to: newest,
    });
    expect(told).toHaveLength(migrations.length);
    expect([told[0], told.at(-1)]).toEqual([0, 100]);
    expect(await migrate(db)).toEqual({ from: newest, to: newest, applied: [] });
  });

  it('are run by one process at a time', async () => {
    const env = await engine.env();
    const reports = await Promise.all([migrate(database(env)), migrate(database(env)), migrate(database(env))]);
    expect(reports.flatMap((report) => report.applied).length).toBe(migrations.length - 1);
  });

  it('refuse a database of a newer Foxden in words', async () => {
    const db = database(await engine.env());
    await migrate(db);
    await db.query.insertInto('foxden_migrations').values({ id: 9999, name: 'future', applied_at: 0 }).execute();
    await expect(migrate(db)).rejects.toThrow(NewerSchemaError);
  });
});
