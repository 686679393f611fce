import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { FxaClient } from '../../testing/fxa-client.ts';
import { limitMemory } from '../../testing/memory-limit.ts';
import { withOwnNode } from '../../testing/own-node.ts';
import { spawnServe } from '../../testing/serve-process.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage } from '../../testing/sync-client.ts';
import { askSupervisor } from '../control/control-client.ts';
import type { Status } from '../control/status.ts';
import type { Task } from './tasks.ts';

const mebibyte = 2 ** 20;
const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = join(root, 'dist/server/main.cjs');
const missing = probe();

function probe(): boolean {
  const limit = limitMemory(`foxden-probe-${process.pid}`, 64 * mebibyte);
  limit?.remove();
  return limit === undefined;
}

beforeAll(async () => (await import(join(root, 'scripts/lib/server.mjs'))).ensureServer());

// The README and docker/systemd/README.md promise these figures.
it.skipIf(missing).each([
  [1, 128],
  [2, 192],
])('with %i workers %i MiB are enough, a backup and a restart of the workers included', async (workers, mib) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-small-'));
  const limit = limitMemory(`foxden-${workers}-${process.pid}`, mib * mebibyte)!;
  const env = { FOXDEN_DATA_DIR: dataDir, FOXDEN_WORKERS: String(workers), FOXDEN_ENV_FILE: '/dev/null' };
  const server = await spawnServe(env, [bundle, 'serve'], [...limit.launcher, ...withOwnNode(join(dataDir, 'node'))]);
  const ask = <T>(call: string) => askSupervisor<T>({ dataDir }, call);
  try {
    await server.waitFor(/Foxden is ready/);
    const client = new FxaClient(server.url, { scheme: 'bearer' });
    // As many at once as are let through.
    const people = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => client.signUp(`${name}@example.org`, 'Vulpes vulpes 7')),
    );
    const [user] = people;
    const accessToken = await accessTokenOf(client, user!.sessionToken);
    const keysChangedAt = await keysChangedAtOf(client, user!.sessionToken);
    const storage = await openSyncStorage({ url: server.url, accessToken, kB: user!.kB, keysChangedAt });
    for (let start = 0; start < 1000; start += 100) {
      const records = Array.from({ length: 100 }, (_, i) => ({ id: `r${start + i}`, payload: 'x'.repeat(1000) }));
      expect((await storage.post('/storage/history', records)).status).toBe(200);
    }
    expect((await storage.get('/storage/history?full=1')).json).toHaveLength(1000);

    await ask('POST /backups');
    await expect
      .poll(async () => (await ask<{ tasks: Task[] }>('GET /tasks')).tasks.find(({ name }) => name === 'backup'))
      .toMatchObject({ state: 'done' });
    const before = (await ask<Status>('GET /status')).workers.map(({ pid }) => pid);
    await ask('POST /restart');
    const after = (await ask<Status>('GET /status')).workers.map(({ pid }) => pid);
    expect(after).toHaveLength(workers);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    expect((await storage.get('/info/collections')).status).toBe(200);
    expect(server.output()).not.toContain('a worker ended');
  } finally {
    expect(await server.stop()).toBe(0);
    expect(limit.killed()).toBe(0);
    limit.remove();
    rmSync(dataDir, { recursive: true, maxRetries: 10 });
  }
});
