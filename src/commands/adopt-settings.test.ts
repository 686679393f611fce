import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { runFoxden } from '../../testing/foxden-command.ts';
import { hasMariadb, startMariadb } from '../../testing/mariadb.ts';
import { serveFamily } from '../../testing/serve-family.ts';
import { settingsFile } from '../config/settings-in-force.ts';
import { serveControl } from '../control/control-server.ts';
import { adoptSettings } from './adopt-settings.ts';

const { ready, spawn } = serveFamily();
const dirs: string[] = [];
afterEach(() => {
  for (const each of dirs.splice(0)) rmSync(each, { recursive: true, force: true });
});
function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-adopt-'));
  dirs.push(dir);
  return dir;
}

it('commands in another shell speak with the Foxden that runs, and with its settings after a stop', async () => {
  const url = 'https://sync.example.org';
  const served = await ready({ FOXDEN_PUBLIC_URL: url, FOXDEN_METRICS_TOKEN: 'a-token-of-sixteen-letters' });
  const env = { FOXDEN_DATA_DIR: served.dataDir };
  const port = new URL(served.url).port;
  expect((await runFoxden(['status'], { env })).stdout).toContain(`at ${url}`);
  expect((await runFoxden(['invite', 'create'], { env })).stdout).toContain(`${url}/signup?invite=`);
  expect((await runFoxden(['health'], { env })).stdout).toContain('"status":"Ok"');
  const other = await runFoxden(['invite', 'create'], {
    env: { ...env, FOXDEN_PUBLIC_URL: 'https://other.example.org' },
  });
  expect(other.stdout).toContain(url);
  expect(other.stderr).toContain(`FOXDEN_PUBLIC_URL is set here, but the running Foxden was started with ${url}`);
  expect(other.stderr).toContain(`This is about the Foxden on ${served.dataDir} (${url})`);

  const kept = readFileSync(settingsFile(served.dataDir), 'utf8');
  expect(kept).toContain(port);
  expect(kept).not.toContain('a-token-of');
  expect(statSync(settingsFile(served.dataDir)).mode & 0o777).toBe(0o600);
  await served.stop();
  expect((await runFoxden(['invite', 'create'], { env })).stdout).toContain(`${url}/signup?invite=`);
  expect((await runFoxden(['health'], { env })).code).toBe(3);
});

it('no command but serve, init and restore makes a data dir', async () => {
  const env = { FOXDEN_DATA_DIR: join(folder(), 'mistyped') };
  for (const line of [
    'user list',
    'invite list',
    'admin-link',
    'stats',
    'node list',
    'backup',
    'keys rotate',
    'purge',
    'status',
    'doctor',
    'user add a@b.c',
    'log level info',
    'health',
    'restart',
    'restore /nope',
  ]) {
    const { code, output } = await runFoxden(line.split(' '), { env });
    expect({ line, code: code !== 0, made: existsSync(env.FOXDEN_DATA_DIR) }).toEqual({
      line,
      code: true,
      made: false,
    });
    expect(output).toMatch(/mistyped|\/nope/);
  }
  mkdirSync(env.FOXDEN_DATA_DIR);
  const { stderr, code } = await runFoxden(['user', 'list'], { env });
  expect(stderr).toContain('There is no Foxden on');
  expect(code).toBe(1);
  expect(existsSync(join(env.FOXDEN_DATA_DIR, 'foxden.sqlite'))).toBe(false);
});

it.skipIf(!hasMariadb())(
  'a database that only the start knew is asked of the running Foxden, and never replaced by another',
  async () => {
    const mariadb = await startMariadb();
    try {
      const served = await spawn({ FOXDEN_DATABASE_URL: await mariadb.createDatabase() });
      await served.waitFor(/Foxden is ready/);
      const env = { FOXDEN_DATA_DIR: served.dataDir };
      expect((await runFoxden(['user', 'add', 'ann@example.org'], { env })).code).toBe(0);
      expect((await runFoxden(['user', 'list'], { env })).stdout).toContain('ann@example.org');
      await served.stop();
      for (const line of ['user list', 'backup', `restore ${settingsFile(served.dataDir)}`]) {
        const { stderr, code } = await runFoxden(line.split(' '), { env });
        expect(stderr).toContain('FOXDEN_DATABASE_URL');
        expect(code).toBe(1);
      }
      expect(existsSync(join(served.dataDir, 'foxden.sqlite'))).toBe(false);
    } finally {
      await mariadb.stop();
    }
  },
);

it.skipIf(process.getuid?.() !== 0)(
  'a settings file that can not be read is an error, unless a Foxden runs that can be asked',
  async () => {
    const nobody = 65534;
    const dir = folder();
    chmodSync(dir, 0o755);
    const file = join(dir, 'foxden.env');
    writeFileSync(file, 'FOXDEN_PUBLIC_URL=https://sync.example.org\n', { mode: 0o600 });
    const data = join(dir, 'data');
    mkdirSync(data);
    chownSync(data, nobody, nobody);
    const env = { FOXDEN_DATA_DIR: data, FOXDEN_ENV_FILE: file };
    for (const line of ['user list', 'backup', 'restore /nope']) {
      const { stderr, code } = await runFoxden(line.split(' '), { env, uid: nobody });
      expect(stderr).toMatch(/settings can't be read.*uid 65534.*foxden\.env/);
      expect(code).toBe(1);
    }
  },
);

it('a Foxden that is busy is asked again, and the person is told', async () => {
  const dataDir = folder();
  let asked = 0;
  const answer = {
    version: '1',
    pid: process.pid,
    settings: { FOXDEN_PUBLIC_URL: 'https://busy.example.org' },
    secrets: [],
  };
  // Silent until it is asked for the second time.
  const routes = { 'GET /settings': () => (++asked === 1 ? new Promise(() => {}) : answer) };
  const control = await serveControl(join(dataDir, 'control.sock'), routes);
  const told: string[] = [];
  const env: NodeJS.ProcessEnv = { FOXDEN_DATA_DIR: dataDir };
  try {
    await adoptSettings(env, undefined, (sentence) => told.push(sentence), true);
  } finally {
    await control.close();
  }
  expect(env.FOXDEN_PUBLIC_URL).toBe('https://busy.example.org');
  expect(told[0]).toContain('has not answered for 2 seconds. It may be busy');
});

it('a frozen Foxden is named as such within seconds', async () => {
  const served = await ready();
  served.child.kill('SIGSTOP');
  const { stderr, code } = await runFoxden(['status'], { env: { FOXDEN_DATA_DIR: served.dataDir } });
  served.child.kill('SIGCONT');
  expect(stderr).toMatch(new RegExp(`process ${served.child.pid}.*frozen`));
  expect(code).toBe(4);
});

it('a Foxden that waits for its database is named as starting', async () => {
  const dataDir = folder();
  const served = await spawn({ FOXDEN_DATA_DIR: dataDir, FOXDEN_DATABASE_URL: 'mysql://foxden:x@127.0.0.1:1/foxden' });
  await served.waitFor(/does not answer yet; waiting for it/);
  const { stdout, code } = await runFoxden(['status'], { env: { FOXDEN_DATA_DIR: dataDir } });
  expect(stdout).toMatch(
    /is starting, and does not answer requests yet, at .*\n[\s\S]*Nothing listens at 127\.0\.0\.1:1\./,
  );
  expect(code).toBe(0);
});
