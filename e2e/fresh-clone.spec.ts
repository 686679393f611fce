import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../src/testing/free-port.ts';

// The README's commands as somebody types them who has just cloned the repository: really cloned, really installed.

const repository = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'foxden-clone-'));
const clone = join(folder, 'foxden');
const running = new Set<ChildProcess>();
let env: NodeJS.ProcessEnv;

test.skip(!existsSync(join(repository, '.git')), 'there is no repository to clone');
test.describe.configure({ mode: 'serial', timeout: 600_000 });

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
  const ready = async () => expect.poll(served.output, { timeout: 400_000 }).toMatch(/Foxden is ready at/);
  await Promise.race([ready(), gone]);
  await expect.poll(async () => (await fetch(`${url()}/__heartbeat__`).catch(() => undefined))?.status).toBe(200);
  return served;
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

  process.kill(-served.child.pid!, 'SIGTERM'); // As Ctrl-C does: npm passes SIGTERM on to its shell only.
  await served.ended;
  await expect(fetch(`${url()}/__heartbeat__`)).rejects.toThrow();
});

test('git pull and npm start again: nothing is installed twice, and the data is still there', async () => {
  await run(clone, 'git', 'pull', '-q');
  const served = await npmStart();
  expect(served.output()).not.toContain('npm ci');
  expect(served.output()).not.toContain('Building');
  expect((await foxden('invite', 'create')).length).toBeGreaterThan(0);
  process.kill(-served.child.pid!, 'SIGTERM'); // As Ctrl-C does: npm passes SIGTERM on to its shell only.
  await served.ended;
});
