import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { changesMore } from '../../testing/changes-more.ts';
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
  const prepare = async (schema: number) => {
    const config = createConfig(readEnv(await engine.env()));
    if (schema > 0)
      await layOut(config, { schema, file: fixture(schema, 'foxden'), passphrase: facts(schema).passphrase });
    return config.database;
  };

  /** Expects the newest schema with all rows of the fixture. */
  const expectWhole = async (db: Database, shape: unknown, schema: number, when: string) => {
    expect(await schemaVersion(db)).toBe(newest);
    expect(await shapeOf(db), when).toEqual(shape);
    const rows = schema > 0 ? facts(schema).rows : {};
    for (const table of ['accounts', 'devices', 'storage_bsos'] as const) {
      const { n } = await db.query
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      expect(Number(n), table).toBe(rows[table] ?? 0);
    }
  };

  const wholeShape = async () => {
    const db = openDatabase(await prepare(0));
    await migrate(db);
    const shape = await shapeOf(db);
    await db.close();
    return shape;
  };

  // Before the first Foxden, and with what an older one left. These steps don't change any more (frozen.test.ts), so one database
  // goes through all their statements, cut off before each of them.
  it.each([0, 5])('from schema %i goes on after each statement of each step', async (schema) => {
    const database = await prepare(schema);
    let cuts = 0;
    // A step that was cut off begins anew, and comes one statement further each time.
    for (let reached = -1, further = 0; ; further++) {
      let left = further;
      const db = openDatabase(database, (statement) => {
        if (changesMore(statement) && left-- === 0) throw new Error('cut off');
      });
      const now = await schemaVersion(db);
      if (now > reached) left = further = 0;
      reached = now;
      const end = await migrate(db).then(
        () => 'done',
        (error: Error) => error.message,
      );
      await db.close();
      if (end === 'done') break;
      expect(end).toBe('cut off');
      cuts++;
    }
    const db = openDatabase(database);
    await expectWhole(db, await wholeShape(), schema, 'cut off everywhere');
    await db.close();
    const statements = migrations.filter(({ id }) => id > schema).flatMap((each) => each[engine.name]);
    expect(cuts).toBeGreaterThan(statements.length);
  });

  it('by the newest step goes on wherever the process was killed', async () => {
    const schema = migrations.at(-2)!.id;
    const shape = await wholeShape();
    let killed = 0;
    for (let n = 1; ; n++) {
      const database = await prepare(schema);
      if (!(await killAt(database, n))) break;
      killed++;
      const db = openDatabase(database);
      await migrate(db);
      await expectWhole(db, shape, schema, `killed before change ${n}`);
      await db.close();
    }
    expect(killed).toBeGreaterThan(migrations.at(-1)![engine.name].length);
  });

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
