import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CommandOptions, runFoxden } from '../../testing/foxden-command.ts';
import { freePort } from '../../testing/free-port.ts';
import { hasMariadb, type MariadbServer, startMariadb } from '../../testing/mariadb.ts';
import { mayMount } from '../../testing/may-mount.ts';
import { spawnServe } from '../../testing/serve-process.ts';
import { openSqlite } from '../database/sqlite-connection.ts';

// Really provokes what surroundings do to a Foxden, and sees that commands and starts say it in words: never a stack, always
// the file or the address, always a next step.

const root = process.getuid?.() === 0;
const nobody = 65534;
const commands = [
  'user list',
  'user add a@example.org',
  'stats',
  'backup',
  'doctor',
  'purge',
  'keys rotate',
  'invite create',
];

let template: string;
let dir: string;
const mounts: string[] = [];

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'foxden-template-'));
  const served = await spawnServe({ FOXDEN_DATA_DIR: template, FOXDEN_WORKERS: '1' });
  await served.waitFor(/Foxden is ready/);
  await served.stop();
  await runFoxden(['backup'], { env: { FOXDEN_DATA_DIR: template } });
});
afterAll(() => rmSync(template, { recursive: true, force: true, maxRetries: 10 }));
afterEach(() => {
  for (const each of mounts.splice(0)) execFileSync('umount', ['-l', each]);
  if (dir) rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
});

/** A copy of a data dir that was used. */
function usedDataDir(): string {
  dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
  const data = join(dir, 'data');
  cpSync(template, data, { recursive: true });
  return data;
}

/** A folder on a disk of its own; `fill` leaves no room on it. */
function ownDisk(): { disk: string; fill(): void } {
  dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
  const disk = join(dir, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
  mounts.push(disk);
  return {
    disk,
    fill() {
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k'], { stdio: 'ignore' });
      } catch {
        // It ends when the disk is full.
      }
    },
  };
}

async function start(env: Record<string, string>, options: CommandOptions = {}) {
  const listen = `127.0.0.1:${await freePort()}`;
  return runFoxden(['serve'], { ...options, env: { FOXDEN_LISTEN: listen, FOXDEN_WORKERS: '1', ...env } });
}

function expectWords(output: string, named: RegExp): void {
  expect(output).not.toMatch(/\n\s+at |node:internal|bug of Foxden/);
  expect(output).toMatch(named);
}

async function expectWordsOfAll(
  env: Record<string, string>,
  named: RegExp,
  lines = commands,
  options: CommandOptions = {},
) {
  for (const line of lines) {
    const { output, code } = await runFoxden(line.split(' '), { ...options, env });
    expectWords(output, line === 'purge' ? /not running/ : named);
    expect(code, line).not.toBe(0);
  }
}

async function overwrite(file: string, at: number, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(length, 0xa5), 0, length, at);
  await handle.close();
}

describe.skipIf(!mayMount)('on a disk that is full or read-only', () => {
  it('says so at a first start', async () => {
    const { disk, fill } = ownDisk();
    fill();
    for (const data of [join(disk, 'data'), disk]) {
      const { output, code } = await start({ FOXDEN_DATA_DIR: data });
      expectWords(output, /disk is full.*Make room/);
      expect(code).toBe(1);
    }
  });

  it('says so at a later start, and in every command that writes', async () => {
    const { disk, fill } = ownDisk();
    cpSync(template, disk, { recursive: true });
    fill();
    expectWords((await start({ FOXDEN_DATA_DIR: disk })).output, /disk is full.*Make room/);
    const env = { FOXDEN_DATA_DIR: disk };
    await expectWordsOfAll(env, /disk is full|0 MiB are free/, commands);
  });

  it('says that it is read-only', async () => {
    const { disk } = ownDisk();
    cpSync(template, disk, { recursive: true });
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const named = /can only be read|read-only/;
    expectWords((await start({ FOXDEN_DATA_DIR: disk })).output, named);
    await expectWordsOfAll({ FOXDEN_DATA_DIR: disk }, named, ['user list', 'backup', 'keys rotate', 'invite create']);
    expectWords((await start({ FOXDEN_DATA_DIR: join(disk, 'new') })).output, named);
  });
});

describe('with a SQLite file that is damaged', () => {
  it.each<[string, (file: string) => Promise<void> | void]>([
    ['at its start', (file) => overwrite(file, 0, 100)],
    ['in its schema', (file) => overwrite(file, 100, 3000)],
    ['in its middle', (file) => overwrite(file, 8192, statSync(file).size - 20_000)],
    ['at its end', (file) => truncateSync(file, statSync(file).size - 5000)],
    ['by half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ])('%s, says so', async (_, damage) => {
    const data = usedDataDir();
    await damage(join(data, 'foxden.sqlite'));
    const env = { FOXDEN_DATA_DIR: data };
    const named = /database .*foxden\.sqlite.*(damaged|no SQLite)|It is damaged/i;
    for (const line of ['doctor', 'user list', 'stats', 'backup']) {
      const { output, code } = await runFoxden(line.split(' '), { env });
      // What a command never reads can't stop it; the doctor looks at everything.
      if (line === 'doctor' || code !== 0) expectWords(output, named);
      else expectWords(output, /./);
    }
    const served = await spawnServe({ ...env, FOXDEN_WORKERS: '1' });
    const ended = await Promise.race([served.exited, served.waitFor(/Foxden is ready/).then(() => 'ready')]).catch(
      () => 1,
    );
    if (ended === 'ready') await served.stop();
    else expectWords(served.output(), named);
  });
});

describe('without the rights', () => {
  it.skipIf(!root)('on the data dir, says so', async () => {
    const data = usedDataDir();
    chmodSync(dir, 0o755);
    const env = { FOXDEN_DATA_DIR: data };
    const named = /uid (0|65534)/;
    expectWords((await start(env, { uid: nobody })).output, named);
    await expectWordsOfAll(
      env,
      named,
      ['user list', 'backup', 'keys rotate', 'status', `restore ${data}/foxden.sqlite`],
      { uid: nobody },
    );
  });

  it.skipIf(!root)('on single files in it, says which', async () => {
    const data = usedDataDir();
    chmodSync(dir, 0o755);
    execFileSync('chown', ['-R', `${nobody}`, data]);
    const file = join(data, 'foxden.sqlite');
    chownSync(file, 0, 0);
    chmodSync(file, 0o600);
    await expectWordsOfAll({ FOXDEN_DATA_DIR: data }, /database .*foxden\.sqlite/, ['user list', 'backup', 'doctor'], {
      uid: nobody,
    });
    expectWords((await start({ FOXDEN_DATA_DIR: data }, { uid: nobody })).output, /database .*foxden\.sqlite/);
  });

  it.skipIf(!root)('to a port below 1024, says so before anything is made', async () => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
    chownSync(dir, nobody, nobody);
    if (Number(execFileSync('sysctl', ['-n', 'net.ipv4.ip_unprivileged_port_start'], { encoding: 'utf8' })) < 1024)
      return;
    const { output } = await start({ FOXDEN_DATA_DIR: dir, FOXDEN_LISTEN: '127.0.0.1:81' }, { uid: nobody });
    expectWords(output, /127\.0\.0\.1:81.*FOXDEN_LISTEN/);
    expect(existsSync(join(dir, 'foxden.sqlite'))).toBe(false);
  });
});

it('says that a port is taken in one sentence, before a database is made', async () => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
  const port = await listenSilently();
  const { output, code } = await start({ FOXDEN_DATA_DIR: dir, FOXDEN_LISTEN: `127.0.0.1:${port}` });
  expect(output.trim()).toMatch(/^Foxden can't listen on \S+ Another program uses .*$/);
  expect(code).toBe(1);
  expect(readdirSync(dir)).not.toContain('foxden.sqlite');
});

it('leaves the database as it is where the backup before an upgrade fails, and does not ask to be started again', async () => {
  const data = usedDataDir();
  const file = join(data, 'foxden.sqlite');
  const db = openSqlite(file);
  db.exec('DELETE FROM foxden_migrations WHERE id = (SELECT MAX(id) FROM foxden_migrations)');
  const applied = () =>
    openSqlite(file, { readonly: true }).prepare('SELECT COUNT(*) FROM foxden_migrations').pluck().get();
  const before = applied();
  db.close();
  writeFileSync(join(dir, 'file'), '');
  const backups = join(dir, 'file', 'backups');
  const { output, code } = await start({ FOXDEN_DATA_DIR: data, FOXDEN_BACKUP_DIR: backups });
  expectWords(output, /left as it is.*file and no folder.*FOXDEN_BACKUP_DIR.*ReadWritePaths/);
  expect(code).toBe(78);
  expect(applied()).toBe(before);
});

it('says that the database stays locked', async () => {
  const data = usedDataDir();
  const holder = openSqlite(join(data, 'foxden.sqlite'));
  holder.exec('BEGIN EXCLUSIVE');
  try {
    expectWords(
      (await runFoxden(['invite', 'create'], { env: { FOXDEN_DATA_DIR: data } })).output,
      /stays locked.*End what uses/,
    );
  } finally {
    holder.close();
  }
});

it('says which files a command lacks or can not use', async () => {
  const data = usedDataDir();
  const env = { FOXDEN_DATA_DIR: data };
  writeFileSync(join(dir, 'garbage'), 'x'.repeat(5000));
  const lines: [string, RegExp][] = [
    ['restore /nope', /There is no \/nope/],
    [`restore ${dir}`, /folder/],
    [`restore ${join(dir, 'garbage')}`, /garbage/],
    [`restore ${join(dir, 'garbage')} --passphrase-file /nope`, /There is no \/nope/],
  ];
  for (const [line, named] of lines) await expectWordsOfAll(env, named, [line]);
  rmSync(join(data, 'keys'), { recursive: true });
  await expectWordsOfAll(env, /keys are missing|no keys/, ['user list', 'keys rotate']);
  writeFileSync(join(dir, 'file'), '');
  expectWords((await start({ FOXDEN_DATA_DIR: join(dir, 'file', 'data') })).output, /file and no folder/);
});

it.each(['10.0.0.0/33', '0.0.0.0/0', 'nonsense', '::/0', '10.0.0.1/8/8'])(
  'refuses FOXDEN_TRUSTED_PROXIES=%s',
  async (value) => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
    const { output, code } = await start({ FOXDEN_DATA_DIR: dir, FOXDEN_TRUSTED_PROXIES: value });
    expectWords(output, /FOXDEN_TRUSTED_PROXIES must be/);
    expect(code).toBe(78);
  },
);

const hasFaketime = existsSync('/usr/bin/faketime');
it.skipIf(!hasFaketime).each(['-400 days', '+400 days'])('says that the clock is off by %s', async (offset) => {
  const data = usedDataDir();
  const env = { FOXDEN_DATA_DIR: data, NO_FAKE_STAT: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  const { output } = await runFoxden(['user', 'list'], {
    env,
    through: ['faketime', '-f', offset.replace(' days', 'd')],
  });
  expectWords(output, /clock of this machine.*NTP/);
});

describe.skipIf(!hasMariadb())('with MariaDB', () => {
  let mariadb: MariadbServer;
  let url: string;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    mariadb = await startMariadb(['--skip-networking=0', '--bind-address=127.0.0.1', `--port=${port}`]);
    url = await mariadb.createDatabase();
  });
  afterAll(() => mariadb.stop());

  const at = (change: (url: URL) => unknown) => {
    const changed = new URL(`mysql://foxden:wrong-word@127.0.0.1:${port}${new URL(url).pathname}`);
    change(changed);
    return changed.href;
  };

  it.each<[string, (url: URL) => unknown, RegExp]>([
    ['a wrong password', () => {}, /refuses this user.*FOXDEN_DATABASE_URL/],
    [
      'no password',
      (u) => Object.assign(u, { password: '' }),
      /refuses this user.*FOXDEN_DATABASE_URL has no password/,
    ],
    [
      'an unknown name',
      (u) => Object.assign(u, { username: 'root', password: '', pathname: '/nope' }),
      /no such database as nope.*CREATE DATABASE/,
    ],
  ])('says at once that there is %s', async (_, change, named) => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
    const { output, code } = await start({ FOXDEN_DATA_DIR: dir, FOXDEN_DATABASE_URL: at(change) });
    expectWords(output, named);
    expect(output).not.toContain('wrong-word');
    expect(code).toBe(1);
  });

  it('says what keeps a command from its server: refused, silent, unknown, gone', async () => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-provoked-'));
    const silent = await listenSilently();
    const cases: [string, RegExp][] = [
      [at((u) => Object.assign(u, { port: '1' })), /can't be reached. Nothing listens at 127\.0\.0\.1:1\./],
      [at((u) => Object.assign(u, { port: String(silent) })), /can't be reached|cut off|does not answer/],
      [at((u) => Object.assign(u, { hostname: 'nowhere.invalid' })), /nowhere\.invalid/],
      [`${url.replace(/\?.*/, '')}?socket=/nope.sock`, /\/nope\.sock/],
      [`${url.replace(/\?.*/, '')}?socketPath=/nope.sock`, /\/nope\.sock/],
    ];
    for (const [FOXDEN_DATABASE_URL, named] of cases) {
      for (const line of ['doctor', 'backup']) {
        const { output, code } = await runFoxden(line.split(' '), {
          env: { FOXDEN_DATA_DIR: dir, FOXDEN_DATABASE_URL },
        });
        expectWords(output, named);
        expect(output).not.toContain('wrong-word');
        expect(code).toBe(1);
      }
    }
  });
});

const silentServers: Server[] = [];
afterEach(() => {
  for (const each of silentServers.splice(0)) each.close();
});

/** A port that accepts connections and says nothing. */
async function listenSilently(): Promise<number> {
  const server = createServer(() => {});
  silentServers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
