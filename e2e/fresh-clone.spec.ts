import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../testing/free-port.ts';
import { pythonServer, rustStorage, rustTokens, startSource } from '../testing/import/source-server.ts';
import { hasMariadb, startMariadb } from '../testing/mariadb.ts';
import { test } from './harness/test.ts';

// The README's commands as somebody types them who has just cloned the repository: really cloned, really installed.

const repository = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'foxden-clone-'));
const clone = join(folder, 'foxden');
const running = new Set<ChildProcess>();
let env: NodeJS.ProcessEnv;

test.skip(!existsSync(join(repository, '.git')), 'there is no repository to clone');
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  // Nothing of the npm that may have started this test, nor of its Node.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle|command|node|execpath|config_local)|INIT_CWD|NODE_|FOXDEN_)/.test(name),
  );
  const path = process.env.PATH!.split(':').filter((each) => !each.includes('node_modules'));
  env = { ...Object.fromEntries(inherited), PATH: path.join(':'), FOXDEN_LISTEN: `127.0.0.1:${await freePort()}` };
});
test.afterAll(() => {
  for (const child of running) process.kill(-child.pid!, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts a program in a process group of its own. */
function start(cwd: string, program: string, ...args: string[]) {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  return { child, output: () => output, ended };
}

/** Runs a program to its end; returns what it printed. */
async function run(cwd: string, program: string, ...args: string[]): Promise<string> {
  const { output, ended } = start(cwd, program, ...args);
  const code = await ended;
  expect(code, `${program} ${args.join(' ')}: ${output()}`).toBe(0);
  return output();
}

const foxden = (...args: string[]) => run(clone, 'npx', 'foxden', ...args);
const url = () => `http://${env.FOXDEN_LISTEN!.replace('127.0.0.1', 'localhost')}`;

async function npmStart() {
  const served = start(clone, 'npm', 'start');
  const gone = served.ended.then((code) => {
    throw new Error(`npm start ended with ${code}: ${served.output()}`);
  });
  gone.catch(() => {});
  // It installs and builds first.
  const ready = async () => expect.poll(served.output, { timeout: 800_000 }).toMatch(/Foxden is ready at/);
  await Promise.race([ready(), gone]);
  await expect.poll(async () => (await fetch(`${url()}/__heartbeat__`).catch(() => undefined))?.status).toBe(200);
  return served;
}

/** Stops `npm start` as a service manager does, by a signal to npm alone; Foxden must end with it. */
async function stop({ child, ended }: Awaited<ReturnType<typeof npmStart>>): Promise<number | null> {
  child.kill('SIGTERM');
  const code = await ended;
  await expect(fetch(`${url()}/__heartbeat__`)).rejects.toThrow();
  return code;
}

test('npm start in a fresh clone installs, builds and serves; the everyday commands work beside it', async () => {
  await run(folder, 'git', 'clone', '-q', repository, clone);
  const served = await npmStart();
  expect(served.output()).toContain('npm ci');
  const page = await fetch(`${url()}/`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<script');

  expect(await foxden('status')).toMatch(/runs|running/i);
  expect(await foxden('help')).toMatch(/restore .*backup/);
  expect(await foxden('doctor')).toMatch(/backup/i);
  expect(await foxden('invite', 'create')).toContain(`${url()}/`);
  await foxden('backup');
  const [file] = readdirSync(join(clone, 'data/backups'));
  expect(file).toMatch(/\.foxden$/);
  expect(await foxden('restore', `data/backups/${file}`)).toContain('Restored');
  expect((await fetch(`${url()}/__heartbeat__`)).status).toBe(200);

  expect(await stop(served)).toBe(0);
});

test('git pull and npm start again: nothing is installed twice, and the data is still there', async () => {
  await run(clone, 'git', 'pull', '-q');
  const served = await npmStart();
  expect(served.output()).not.toContain('npm ci');
  expect(served.output()).not.toContain('Building');
  expect((await foxden('invite', 'create')).length).toBeGreaterThan(0);
  expect(await stop(served)).toBe(0);
});

test('cp .env.example .env leaves everything at its default', async () => {
  await run(clone, 'cp', '.env.example', '.env');
  const settings = readFileSync(join(clone, '.env'), 'utf8').split('\n');
  expect(settings.filter((line) => /^[^#]+=\S/.test(line))).toEqual([]);
});

test('foxden import takes users over from both other servers', async () => {
  const uid = 'a'.repeat(32);
  const now = Date.now();
  const python = await startSource({ name: 'sqlite', env: async () => ({ FOXDEN_DATA_DIR: folder }) });
  await python.run(...pythonServer(), "INSERT INTO collections VALUES (1, 'meta')");
  await python.insert('users', 41, 'sync-1.5', `${uid}@x`, 1, '', now, null);
  await python.insert('user_collections', 41, 1, now);
  await python.insert('bso', 41, 1, 'global', null, now, 'x', 1, 2_100_000_000);
  await python.close();
  expect(await moveIn('syncserver', '--from', python.url)).toContain('Taken over: 1 users, 1 records');

  test.skip(!hasMariadb(), 'needs mariadb-server');
  const mariadb = await startMariadb();
  try {
    const make = () =>
      startSource({ name: 'mariadb', env: async () => ({ FOXDEN_DATABASE_URL: await mariadb.createDatabase() }) });
    const [storage, tokens] = [await make(), await make()];
    await storage.run(...rustStorage);
    await storage.insert('user_collections', 41, 6, now);
    await storage.insert('bso', 41, 6, 'global', null, now, 'x', 1, now + 2_100_000_000_000);
    await tokens.run(...rustTokens);
    await tokens.insert('nodes', 7, 3, 'https://sync.example.org', 0, 1, 10, 0, 0);
    await tokens.insert('users', 41, 3, `${uid}@x`, 1, 'ab', now, null, 7, null);
    await storage.close();
    await tokens.close();
    expect(await moveIn('syncstorage-rs', '--from', storage.url, '--tokens', tokens.url)).toContain(
      '1 users, 1 records',
    );
  } finally {
    await mariadb.stop();
  }
});

/** Runs `foxden init` and `foxden import` for a new data dir, with the settings that the README asks for. */
async function moveIn(...args: string[]): Promise<string> {
  const settings = {
    FOXDEN_DATA_DIR: join(mkdtempSync(join(folder, 'import-')), 'data'),
    FOXDEN_ACCOUNTS: 'mozilla',
    FOXDEN_PUBLIC_URL: 'https://sync.example.org',
    FOXDEN_MASTER_SECRET: 'the secret of the other server',
  };
  const pairs = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await run(clone, 'env', ...pairs, 'npx', 'foxden', 'init');
  return run(clone, 'env', ...pairs, 'npx', 'foxden', 'import', ...args);
}

test('npm run bench measures and writes its report', async () => {
  const out = join(folder, 'bench');
  const options = ['--engine', 'sqlite', '--workers', '1', '--row', 'idle sync', '--rounds', '1', '--out', out];
  await run(clone, 'npm', 'run', 'bench', '--', ...options);
  expect(readFileSync(join(out, 'bench.md'), 'utf8')).toMatch(/idle sync, 3 GETs \| bare node:http \| [1-9]/);
  const scenario = ['--scenarios', '--engine', 'sqlite', '--only', 'POST of 100', '--no-growth', '--out', out];
  await run(clone, 'npm', 'run', 'bench', '--', ...scenario);
  expect(readFileSync(join(out, 'bench.md'), 'utf8')).toContain('POST of 100 records');
});
