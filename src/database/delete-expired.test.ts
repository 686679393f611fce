import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { type Database, openDatabase } from './database.ts';
import { deleteExpired } from './delete-expired.ts';
import { migrate } from './migrate.ts';

describeOnEngines('what has run out', (engine) => {
  let db: Database;
  afterEach(() => db.close());

  it('is removed in portions, and nothing else', async () => {
    db = openDatabase(createConfig(readEnv(await engine.env())).database);
    await migrate(db);
    const counters = Array.from({ length: 1207 }, (_, i) => ({ name: `n${i}`, points: 1, expires_at: 10_000 + i }));
    await db.query.insertInto('rate_limits').values(counters).execute();
    await db.query
      .insertInto('spent_challenges')
      .values([
        { id: 'old', expires_at: 1 },
        { id: 'same', expires_at: 11_100 },
      ])
      .execute();
    expect(await deleteExpired(db, 11_100)).toBe(1101);
    const left = await db.query.selectFrom('rate_limits').select('expires_at').orderBy('expires_at').execute();
    expect(left).toHaveLength(107);
    expect(Number(left[0]!.expires_at)).toBe(11_100);
    expect(await db.query.selectFrom('spent_challenges').select('id').execute()).toEqual([{ id: 'same' }]);
    expect(await deleteExpired(db, 11_100)).toBe(0);
  });

  it('goes even when more than a portion ran out in the same millisecond', async () => {
    db = openDatabase(createConfig(readEnv(await engine.env())).database);
    await migrate(db);
    const counters = Array.from({ length: 1100 }, (_, i) => ({ name: `n${i}`, points: 1, expires_at: 5 }));
    await db.query.insertInto('rate_limits').values(counters).execute();
    expect(await deleteExpired(db, 6)).toBe(1100);
  });
});
