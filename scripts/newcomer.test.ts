import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../testing/free-port.ts';
import { copyRepository, repository } from '../testing/repository-copy.ts';

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(50);
}

describe('somebody who has just cloned the repository', () => {
  let clone: string;
  beforeAll(() => {
    clone = copyRepository();
  });
  afterAll(() => rm(clone, { recursive: true, maxRetries: 20 }));

  it('sees pages as they are written, in front of a server that starts anew when its source changes (npm run dev)', async () => {
    const port = await freePort();
    const address = `http://localhost:${port}`;
    const dev = spawn('npm', ['run', 'dev', '--', '--port', String(port)], { cwd: clone, detached: true });
    let said = '';
    for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
    const starts = () => said.split('Foxden is ready').length - 1;
    try {
      await until(() => dev.exitCode !== null || (starts() === 1 && said.includes('Pages and server are at')));
      expect(dev.exitCode, said).toBe(null);
      const page = await (await fetch(`${address}/signup`, { headers: { accept: 'text/html' } })).text();
      expect(page).toContain('/@vite/client');
      expect(page).toContain(`&quot;publicUrl&quot;:&quot;${address}&quot;`);
      const script = await fetch(`${address}/main.tsx`);
      expect(script.headers.get('content-type')).toMatch(/javascript/);
      const discovery = await (await fetch(`${address}/.well-known/fxa-client-configuration`)).json();
      expect(discovery).toMatchObject({ auth_server_base_url: address });
      expect(existsSync(join(clone, 'data/dev'))).toBe(true);

      // As an open page waits for changes.
      const client = await (await fetch(`${address}/@vite/client`)).text();
      const token = /const wsToken = "([^"]+)"/.exec(client)![1];
      const open = new WebSocket(`${address.replace('http', 'ws')}/?token=${token}`, 'vite-hmr');
      const told: { type: string }[] = [];
      open.on('message', (text) => told.push(JSON.parse(String(text))));
      await until(() => told.some(({ type }) => type === 'connected'));
      appendFileSync(join(clone, 'src/web/main.tsx'), '// Changed.\n');
      await until(() => told.some(({ type }) => type === 'update' || type === 'full-reload'));
      open.close();
      expect(starts()).toBe(1);

      appendFileSync(join(clone, 'src/main.ts'), '// Changed.\n');
      await until(() => starts() === 2);
      expect((await fetch(`${address}/__heartbeat__`)).status).toBe(200);
    } finally {
      process.kill(-dev.pid!, 'SIGTERM');
      if (dev.exitCode === null && dev.signalCode === null) await once(dev, 'exit');
    }
  });

  it('runs one test', () => {
    const one = ['test', '--', '--unit', 'src/crypto/hawk.test.ts'];
    const { stdout, status } = spawnSync('npm', one, { cwd: clone, encoding: 'utf8' });
    expect(stdout).toMatch(/\n[1-9]\d* passed, 0 failed, 0 skipped\n/);
    expect(status).toBe(0);
  });

  // What CONTRIBUTING.md has people run, and the test that runs it, by words that stand in both.
  const runs: Record<string, [file: string, words: string]> = {
    dev: ['scripts/newcomer.test.ts', "['run', 'dev'"],
    check: ['scripts/worked-examples.test.ts', 'scripts/check.mjs'],
    test: ['scripts/newcomer.test.ts', "['test', '--', '--unit'"],
    docs: ['scripts/worked-examples.test.ts', 'scripts/docs/generate.ts'],
    fuzz: ['scripts/fuzz/fuzz.test.ts', "from './fuzz.ts'"],
    faults: ['scripts/faults/faults.test.ts', "from './campaign.ts'"],
    // Its measuring takes many minutes on a quiet machine; what it computes from them is run.
    capacity: ['scripts/capacity/simulate.test.ts', "from './simulate.ts'"],
    bench: ['e2e/fresh-clone.spec.ts', "'bench'"],
    pictures: ['e2e/readme-pictures.spec.ts', 'scripts/pictures.mjs'],
  };
  it('finds no command in CONTRIBUTING.md that no test runs', () => {
    const text = readFileSync(`${repository}CONTRIBUTING.md`, 'utf8');
    const commands = [...text.matchAll(/\bnpm (?:run )?(?!install\b)(\w+)/g)].map(([, name]) => name!);
    expect(commands.length).toBeGreaterThan(4);
    for (const name of new Set(commands)) {
      const [file, words] = runs[name] ?? [];
      expect(file, `npm run ${name} is run by no test`).toBeDefined();
      expect(readFileSync(repository + file, 'utf8'), name).toContain(words);
    }
  });
});
