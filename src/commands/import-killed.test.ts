import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnEngines, type Engine } from '../../testing/engines.ts';
import { foxdenProgram } from '../../testing/foxden-program.ts';
import { rustStorage, rustTokens, type SourceServer, startSource } from '../../testing/import/source-server.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { type Database, openDatabase } from '../database/database.ts';

const users = 200;
const recordsEach = 5;

describeOnEngines('foxden import', (engine) => {
  it('goes on after kills in the middle, and takes everything over once', async () => {
    const source = await startSource(engine);
    await source.run(...rustStorage, ...rustTokens);
    await source.insert('nodes', 7, 3, 'https://old.example.org', 0, users, 100, 0, 0);
    const t = Date.now();
    await source.run('BEGIN');
    for (let uid = 1; uid <= users; uid++) {
      await source.insert('users', uid, 3, `${uid.toString(16).padStart(32, '0')}@x`, 1, 'ab', t, null, 7, null);
      for (let i = 0; i < recordsEach; i++) {
        await source.insert('bso', uid, 7, `id-${i}`, null, t + i * 10, `${uid} has ${i}`, 8, t + 2_100_000_000_000);
      }
    }
    await source.run('COMMIT');
    const env = {
      ...(await engine.env({ migrated: true })),
      FOXDEN_PUBLIC_URL: 'https://sync.example.org',
      FOXDEN_ACCOUNTS: 'mozilla',
    };
    const start = () => {
      const child = spawn(process.execPath, [foxdenProgram, 'import', 'syncstorage-rs', '--from', source.url], {
        env: { PATH: process.env.PATH, FOXDEN_ENV_FILE: '/dev/null', ...env },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
      return { child, ended: once(child, 'exit').then(([code]) => ({ code, output })) };
    };
    const db = openDatabase(createConfig(readEnv(env)).database);
    /** Users whose records have arrived. */
    const arrived = async (): Promise<number> =>
      (await db.query.selectFrom('storage_bsos').select('uid').distinct().execute()).length;
    const hasBegun = async () =>
      (await db.query.selectFrom('foxden_leases').selectAll().where('holder', '!=', '').execute()).length > 0;
    // The import can't get past a place whose trigger never ends, so each kill comes there however slow the machine is: before the
    // first user, in the middle of one's records, and between the records of one and the row that makes them complete.
    const places = [
      { table: 'foxden_meta', row: "NEW.name = 'import'", isThere: hasBegun },
      { table: 'storage_bsos', row: "NEW.uid = 3 AND NEW.id = 'id-2'", isThere: async () => (await arrived()) === 2 },
      { table: 'storage_users', row: 'NEW.uid = 40', isThere: async () => (await arrived()) === 40 },
    ];
    for (const { table, row, isThere } of places) {
      const gate = await closeGate(engine, db, source, table, row);
      const { child, ended } = start();
      await expect.poll(isThere).toBe(true);
      expect(child.exitCode, 'it goes no further').toBe(null);
      child.kill('SIGKILL');
      expect(await ended).toMatchObject({ code: null });
      await gate.open();
    }
    expect(await arrived(), 'the kills came in the middle').toBe(40);
    expect(await start().ended).toMatchObject({ code: 0, output: expect.stringMatching(/Taken over: 200 users/) });
    const rows = await db.query.selectFrom('storage_bsos').select(['uid', 'id', 'modified', 'payload']).execute();
    expect(rows).toHaveLength(users * recordsEach);
    for (const { uid, id, modified, payload } of rows) {
      const i = Number(id.slice(3));
      expect([payload, modified]).toEqual([`${uid} has ${i}`, Math.floor((t + i * 10) / 10)]);
    }
    const tokens = await db.query.selectFrom('users').select('uid').execute();
    expect(tokens).toHaveLength(users);
    await db.close();
    await source.close();
  });
});

/**
 * Makes that whoever adds a certain row gets no further: on SQLite a statement without end keeps them, on MariaDB a lock of the
 * source's connection.
 *
 * @param row - Condition on NEW.
 */
async function closeGate(
  engine: Engine,
  db: Database,
  source: SourceServer,
  table: string,
  row: string,
): Promise<{ open(): Promise<void> }> {
  const head = `CREATE TRIGGER gate BEFORE INSERT ON ${table} FOR EACH ROW`;
  if (engine.name === 'sqlite') {
    const endless = 'WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT 1 FROM n) SELECT COUNT(*) FROM n';
    await sql.raw(`${head} WHEN ${row} BEGIN SELECT (${endless}); END`).execute(db.query);
  } else {
    const lock = `'gate of ${new URL(source.url).pathname.slice(1)}'`;
    await source.run(`DO GET_LOCK(${lock}, 0)`);
    await sql.raw(`${head} IF ${row} THEN DO GET_LOCK(${lock}, 600); END IF`).execute(db.query);
  }
  return {
    async open() {
      if (engine.name === 'mariadb') await source.run('DO RELEASE_ALL_LOCKS()');
      await sql.raw('DROP TRIGGER gate').execute(db.query);
    },
  };
}
