import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { freePort } from '../../testing/free-port.ts';
import { serveFamily, workerPids } from '../../testing/serve-family.ts';
import { restoreMarker } from '../backup/restore.ts';
import { askSupervisor } from '../control/control-client.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';

const { spawn: spawnServe, ready, dataDir } = serveFamily();
const holdLease = fileURLToPath(new URL('../../testing/hold-lease.ts', import.meta.url));

const leftovers = (dir: string) => readdirSync(dir).filter((name) => /\.(sock|tmp)$|-wal$|-shm$/.test(name));

it('SIGTERM ends a start that waits for its database, and leaves nothing behind', async () => {
  const served = await spawnServe({ FOXDEN_DATABASE_URL: `mysql://foxden@127.0.0.1:${await freePort()}/foxden` });
  await served.waitFor(/does not answer yet/);
  expect(await served.stop()).toBe(0);
  expect(leftovers(served.dataDir)).toEqual([]);
});

it('SIGTERM ends a start that waits for another one to migrate; when that is killed the next start goes on at once', async () => {
  const dir = dataDir();
  const database = { engine: 'sqlite' as const, file: join(dir, 'foxden.sqlite') };
  const db = openDatabase(database);
  await migrate(db, { migrations: migrations.slice(0, -1) });
  await db.close();
  const other = spawn(process.execPath, [holdLease, JSON.stringify(database), 'migrate'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  const served = await spawnServe({ FOXDEN_DATA_DIR: dir });
  await served.waitFor(new RegExp(`waiting for process ${other.pid} on .*3600 s if it goes on, 15 s if it is gone`));
  expect(await served.stop()).toBe(0);
  expect(existsSync(join(dir, 'control.sock'))).toBe(false);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const next = await ready({ FOXDEN_DATA_DIR: dir });
  expect(next.output()).not.toContain('waiting for process');
});

it('a restore that was cut off before it touched the database is forgotten', async () => {
  const first = await ready();
  expect(await first.stop()).toBe(0);
  for (const name of [restoreMarker, 'foxden.sqlite.restoring']) writeFileSync(join(first.dataDir, name), 'x');
  const second = await ready({ FOXDEN_DATA_DIR: first.dataDir });
  expect(existsSync(join(second.dataDir, 'foxden.sqlite.restoring'))).toBe(false);
});

it('a rolling restart that is asked for during a restore waits for its end', async () => {
  const served = await ready();
  expect(existsSync(join(served.dataDir, 'admin-link.txt'))).toBe(true);
  const backup = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url)), 'backup'], {
    env: { PATH: process.env.PATH, FOXDEN_DATA_DIR: served.dataDir },
    stdio: 'ignore',
  });
  expect((await once(backup, 'exit'))[0]).toBe(0);
  const [name] = readdirSync(join(served.dataDir, 'backups'));
  const before = await workerPids(served);
  let restored = false;
  const restore = askSupervisor(served, 'POST /restore', { file: join(served.dataDir, 'backups', name!) }).then(() => {
    restored = true;
  });
  // Two calls may arrive in any order; the restore has begun when it has sent the workers away.
  await expect
    .poll(async () => restored || !(await served.status()).workers.some(({ state }) => state === 'ready'))
    .toBe(true);
  const restart = askSupervisor(served, 'POST /restart').then(() => expect(restored).toBe(true));
  await Promise.all([restore, restart]);
  await expect.poll(async () => (await workerPids(served)).length).toBe(2);
  expect((await workerPids(served)).filter((pid) => before.includes(pid))).toEqual([]);
  expect((await served.status()).crashes).toBe(0);
  expect((await fetch(`${served.url}/__heartbeat__`)).status).toBe(200);
});

/** Has the supervisor throw at SIGWINCH: once, or again and again. */
const throwing = (when: string) => {
  const thrower = `process.on('SIGWINCH', () => { ${when} })`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(thrower)}` };
};

it('goes on when something in the supervisor throws that nothing catches, and says so', async () => {
  const served = await ready(throwing("throw new Error('thrown by the test')"));
  const before = await workerPids(served);
  served.child.kill('SIGWINCH');
  await served.waitFor(/nothing caught an error of the supervisor.*thrown by the test/);
  expect(await workerPids(served)).toEqual(before);
  expect((await fetch(`${served.url}/__heartbeat__`)).status).toBe(200);
  expect(await served.stop()).toBe(0);
});

it('ends when such errors don’t stop', async () => {
  const served = await ready(throwing("setInterval(() => { throw new Error('thrown by the test') }, 1)"));
  served.child.kill('SIGWINCH');
  expect(await served.exited).toBe(70);
  expect(served.output()).toContain('Foxden ends because of errors that nothing catches: Error: thrown by the test');
});

it('ends in order when nobody reads its output any more', async () => {
  const served = await ready();
  const { child } = served;
  child.stdout!.destroy();
  child.stderr!.destroy();
  // What it says of a restart meets a closed pipe.
  child.kill('SIGUSR2');
  expect(await served.exited).toBe(0);
  expect(leftovers(served.dataDir)).toEqual([]);
});
