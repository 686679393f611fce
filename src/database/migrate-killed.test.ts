import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type Config, createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { type Database, openDatabase } from './database.ts';
import { layOut } from './fixtures/lay-out.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { addColumn } from './migrations/migration.ts';

const program = fileURLToPath(new URL('../../testing/migrate-until.ts', import.meta.url));
const newest = migrations.at(-1)!.id;

/** Tables with their columns and indexes. */
async function shapeOf(db: Database): Promise<unknown> {
  const query =
    db.engine.name === 'sqlite'
      ? sql`SELECT type, name, sql FROM sqlite_master ORDER BY type, name`
      : sql`SELECT c.TABLE_NAME, c.COLUMN_NAME, c.COLUMN_TYPE, c.IS_NULLABLE, c.COLUMN_DEFAULT, c.COLLATION_NAME,
          (SELECT GROUP_CONCAT(s.INDEX_NAME, s.SEQ_IN_INDEX ORDER BY s.INDEX_NAME) FROM information_schema.STATISTICS s
            WHERE s.TABLE_SCHEMA = DATABASE() AND s.TABLE_NAME = c.TABLE_NAME AND s.COLUMN_NAME = c.COLUMN_NAME) AS indexes
        FROM information_schema.COLUMNS c WHERE c.TABLE_SCHEMA = DATABASE()
        ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`;
  return (await query.execute(db.query)).rows;
}

async function killAt(database: Config['database'], n: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, JSON.stringify(database), String(n)], { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return signal === 'SIGKILL';
}

describeOnEngines('an upgrade of the database', (engine) => {
  // With what an older Foxden left in it, and before the first Foxden.
  const beginnings = [
    { name: 'an empty database', schema: 0, rows: {} as Record<string, number> },
    { name: 'data of schema 5', schema: 5, rows: facts(5).rows },
  ];

  it.each(beginnings)(
    'of $name goes on wherever it was killed',
    async ({ schema, rows }) => {
      const prepare = async () => {
        const config = createConfig(readEnv(await engine.env()));
        const { passphrase } = facts(5);
        if (schema > 0) await layOut(config, { schema, file: fixture(schema, 'foxden'), passphrase });
        return config.database;
      };
      const whole = openDatabase(await prepare());
      await migrate(whole);
      const shape = await shapeOf(whole);
      await whole.close();

      let killed = 0;
      for (let n = 1; ; n++) {
        const database = await prepare();
        if (!(await killAt(database, n))) break;
        killed++;
        const db = openDatabase(database);
        await migrate(db);
        expect(await schemaVersion(db)).toBe(newest);
        expect(await shapeOf(db), `killed before change ${n}`).toEqual(shape);
        for (const table of ['accounts', 'devices', 'storage_bsos'] as const) {
          const { n } = await db.query
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow();
          expect(Number(n), table).toBe(rows[table] ?? 0);
        }
        await db.close();
      }
      const statements = migrations.filter(({ id }) => id > schema).flatMap((each) => each[engine.name]);
      expect(killed).toBeGreaterThan(statements.length);
    },
    600_000,
  );

  it('that adds a column can be cut off after each of its statements', async () => {
    const column = addColumn('accounts', 'shoe_size', {
      sqlite: 'INTEGER NOT NULL DEFAULT 43',
      mariadb: 'INT NOT NULL DEFAULT 43',
    });
    const step = {
      id: newest + 1,
      name: 'shoes',
      sqlite: [column.sqlite, 'UPDATE accounts SET shoe_size = shoe_size + 1 WHERE shoe_size = 43'],
      mariadb: [column.mariadb, 'UPDATE accounts SET shoe_size = shoe_size + 1 WHERE shoe_size = 43'],
    };
    const config = createConfig(readEnv(await engine.env()));
    await layOut(config, { schema: 5, file: fixture(5, 'foxden'), passphrase: facts(5).passphrase });
    for (const at of ['ALTER', 'UPDATE accounts', /insert .*foxden_migrations/]) {
      const failing = openDatabase(config.database, (statement) => {
        if (typeof at === 'string' ? statement.startsWith(at) : at.test(statement)) throw new Error('cut off');
      });
      await expect(migrate(failing, { migrations: [...migrations, step] })).rejects.toThrow('cut off');
      await failing.close();
    }
    const db = openDatabase(config.database);
    await migrate(db, { migrations: [...migrations, step] });
    const { rows } = await sql<{ shoe_size: number }>`SELECT shoe_size FROM accounts`.execute(db.query);
    expect(rows).toEqual([{ shoe_size: 44 }]);
    await db.close();
  });
});

function fixture(schema: number, kind: 'foxden' | 'json'): string {
  return join(import.meta.dirname, `fixtures/schema-${schema}.${kind}`);
}

function facts(schema: number): { passphrase: string; rows: Record<string, number> } {
  return JSON.parse(readFileSync(fixture(schema, 'json'), 'utf8'));
}
