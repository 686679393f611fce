import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { foxdenProgram } from '../../testing/foxden-program.ts';
import { rustStorage, rustTokens, startSource } from '../../testing/import/source-server.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { openDatabase } from '../database/database.ts';

const users = 200;
const recordsEach = 5;

describeOnEngines('foxden import', (engine) => {
  it('goes on after a kill at any moment, and takes everything over once', { timeout: 240_000 }, async () => {
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
    await source.close();
    const env = { ...(await engine.env()), FOXDEN_PUBLIC_URL: 'https://sync.example.org', FOXDEN_ACCOUNTS: 'mozilla' };
    const start = () => {
      const child = spawn(process.execPath, [foxdenProgram, 'import', 'syncstorage-rs', '--from', source.url], {
        env: { PATH: process.env.PATH, FOXDEN_ENV_FILE: '/dev/null', ...env },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
      return { child, ended: once(child, 'exit').then(([code]) => ({ code, output })) };
    };
    const config = createConfig(readEnv(env));
    /** Users whose records have arrived. */
    const arrived = async (): Promise<number> => {
      const db = openDatabase(config.database);
      try {
        const rows = await db.query.selectFrom('storage_bsos').select('uid').distinct().execute();
        return rows.length;
      } catch {
        // Its tables aren't there yet.
        return 0;
      } finally {
        await db.close();
      }
    };
    // In the middle of the start, and twice in the middle of the copying, wherever that is then.
    for (const until of [0, 3, 40]) {
      const { child, ended } = start();
      const isOver = ended.then(() => true);
      while (until > 0 && (await arrived()) < until && !(await Promise.race([isOver, sleep(10).then(() => false)])));
      if (until === 0) await sleep(200);
      child.kill('SIGKILL');
      await ended;
    }
    expect(await arrived(), 'the kills came in the middle').toBeLessThan(users);
    expect(await start().ended).toMatchObject({ code: 0, output: expect.stringMatching(/Taken over: 200 users/) });
    const db = openDatabase(config.database);
    const rows = await db.query.selectFrom('storage_bsos').select(['uid', 'id', 'modified', 'payload']).execute();
    expect(rows).toHaveLength(users * recordsEach);
    for (const { uid, id, modified, payload } of rows) {
      const i = Number(id.slice(3));
      expect([payload, modified]).toEqual([`${uid} has ${i}`, Math.floor((t + i * 10) / 10)]);
    }
    const tokens = await db.query.selectFrom('users').select('uid').execute();
    expect(tokens).toHaveLength(users);
    await db.close();
  });
});
