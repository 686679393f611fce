import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterPath, startClusterLoad, type UserHistory, type Write } from '../../testing/cluster-load.ts';
import { freePort } from '../../testing/free-port.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { type GaleraCluster, hasGalera, startGalera } from '../../testing/galera.ts';
import { clientIds, oldsync } from '../../testing/person.ts';
import { type ServeProcess, spawnServe } from '../../testing/serve-process.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { createSecrets } from '../config/secrets.ts';
import { migrations } from './migrations/index.ts';

const node = 'https://sync.example.org';

describe.skipIf(!hasGalera())('two appliances on a Galera cluster (architecture.md §4)', () => {
  let cluster: GaleraCluster;
  let masterSecret: string;
  const settings: Record<string, string>[] = [];
  const appliances: ServeProcess[] = [];
  const urls: string[] = [];
  const start = async (k: number) => {
    appliances[k] = await spawnServe(settings[k]!);
    await appliances[k].waitFor(/Foxden is ready/);
  };

  beforeAll(async () => {
    cluster = await startGalera();
    const databases = await cluster.createDatabase();
    for (const database of databases.slice(0, 2)) {
      const port = await freePort();
      settings.push({
        FOXDEN_DATA_DIR: mkdtempSync(join(tmpdir(), 'foxden-cluster-')),
        FOXDEN_DATABASE_URL: database,
        FOXDEN_LISTEN: `127.0.0.1:${port}`,
        FOXDEN_PUBLIC_URL: node,
        FOXDEN_WORKERS: '1',
        FOXDEN_SIGNUPS: 'open',
        FOXDEN_CAPTCHA: 'off',
        FOXDEN_RATE_LIMITS: 'off',
        FOXDEN_BACKUP_SCHEDULE: 'off',
      });
      urls.push(`http://localhost:${port}`);
    }
    const [one, two] = settings.map((each) => each.FOXDEN_DATA_DIR!);
    masterSecret = (await createSecrets(createConfig(readEnv(settings[0]!)))).masterSecrets[0]!;
    cpSync(join(one!, 'keys'), join(two!, 'keys'), { recursive: true });
    // Both find the database empty.
    await Promise.all([start(0), start(1)]);
  });
  afterAll(async () => {
    for (const { child, exited } of appliances) {
      child.kill('SIGKILL');
      await exited;
    }
    await cluster?.stop();
    for (const { FOXDEN_DATA_DIR: dir } of settings) rmSync(dir!, { recursive: true, force: true, maxRetries: 5 });
  });

  it('bring the schema up to date one after the other', () => {
    const steps = appliances.flatMap(({ output }) => /"steps":(\[[^\]]*\])/.exec(output())?.[1] ?? []);
    expect(steps.flatMap((list) => JSON.parse(list)).sort()).toEqual(
      migrations
        .slice(1)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('give one uid to a new user whose devices ask both at once (sync15.md §20.10)', async () => {
    const [one, two] = urls.map((url) => new FxaClient(url, { scheme: 'bearer' }));
    for (let round = 0; round < 4; round++) {
      const email = `person${round}@example.org`;
      const { sessionToken } = await one!.signUp(email, 'correct horse battery staple');
      const session = two!.session(sessionToken);
      const request = { client_id: clientIds.desktop, grant_type: 'fxa-credentials', scope: oldsync };
      const { access_token: accessToken } = (await two!.post('/oauth/token', request, session)).body;
      const keyData = { client_id: clientIds.desktop, scope: oldsync };
      const { body } = await one!.post('/account/scoped-key-data', keyData, one!.session(sessionToken));
      const headers = {
        Authorization: `Bearer ${accessToken}`,
        'X-KeyID': `${body[oldsync].keyRotationTimestamp}-${'A'.repeat(22)}`,
      };
      const answers = await Promise.all(
        [...urls, ...urls, ...urls].map((url) => fetch(`${url}/token/1.0/sync/1.5`, { headers })),
      );
      const tokens = (await Promise.all(answers.map((answer) => answer.json()))) as { uid: number }[];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(tokens.map(({ uid }) => uid)).size).toBe(1);
    }
  });

  it('acknowledge no write that has lost against one on the other node, when both write for a user (sync15.md §20.4)', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => i);
    const clients = urls.map((url) => new StorageClient({ url, masterSecret, node, uid: 1000 }));
    const stamps = await Promise.all(
      clients.map(async (client, k) => {
        const mine: number[] = [];
        for (const i of ids) {
          const { status, modified } = await client.post('/storage/col', [{ id: `${k}-${i}`, payload: 'x' }]);
          expect(status).toBe(200);
          mine.push(Number(modified));
        }
        return mine;
      }),
    );
    for (const mine of stamps) expect(mine).toEqual(mine.toSorted((a, b) => a - b));
    expect(new Set(stamps.flat()).size).toBe(2 * ids.length);
    expect((await clients[0]!.get('/storage/col')).json.length).toBe(2 * ids.length);
  });

  it('go on with another node when theirs is frozen', async () => {
    const client = new StorageClient({ url: urls[1]!, masterSecret, node, uid: 1010 });
    expect((await client.put('/storage/col/a', { payload: 'before' })).status).toBe(200);
    cluster.freeze(1);
    try {
      // The cluster itself takes some seconds to do without the node.
      const write = async () => {
        const { status } = await client.put('/storage/col/a', { payload: 'meanwhile' });
        expect([200, 503]).toContain(status);
        return status;
      };
      await expect.poll(write).toBe(200);
      const seen = await new StorageClient({ url: urls[0]!, masterSecret, node, uid: 1010 }).get('/storage/col/a');
      expect(seen.json).toMatchObject({ payload: 'meanwhile' });
    } finally {
      cluster.thaw(1);
    }
  });

  it('lose nothing when a database node and an appliance die under load', async () => {
    const users = [1001, 1002, 1003];
    const load = startClusterLoad({ urls, masterSecret, node }, users);
    await load.more(20, [0, 1]);
    await cluster.kill(0);
    await load.more(20, [0, 1]);
    appliances[1]!.child.kill('SIGKILL');
    await appliances[1]!.exited;
    await load.more(20, [0]);
    await load.stop();
    await start(1);
    expect(load.surprises).toEqual([]);
    for (const history of load.histories) await checkHistory(history);
  });

  /** Compares what a user's devices were told with what is stored, as each appliance gives it. */
  async function checkHistory({ uid, writes, increments, seen }: UserHistory): Promise<void> {
    for (const url of urls) {
      const client = new StorageClient({ url, masterSecret, node, uid });
      const stored = new Map<string, number>();
      for (const collection of ['single', 'post', 'batch']) {
        const { json } = await client.get(`/storage/${collection}?full=1`);
        for (const { id, modified } of json) stored.set(`${collection}/${id}`, modified);
      }
      const owners = new Map<number, Write>();
      for (const write of writes) {
        const stamps = new Set(write.ids.map((id) => stored.get(`${write.collection}/${id}`)));
        expect(stamps.size, 'a write is seen whole or not at all').toBe(1);
        const [stamp] = stamps;
        if (write.stamp !== null) expect(stamp, 'an acknowledged write is there').toBe(write.stamp);
        if (stamp === undefined) continue;
        expect(owners.has(stamp), 'no two writes have the same stamp').toBe(false);
        owners.set(stamp, write);
      }
      expect(seen, 'who reads on from a stamp misses nothing').toEqual(stored);
      const value = Number((await client.get(counterPath)).json.payload);
      expect(value).toBeGreaterThanOrEqual(increments.sure);
      expect(value).toBeLessThanOrEqual(increments.sure + increments.unknown);
    }
    expectRisingStamps(writes.filter(({ stamp }) => stamp !== null));
  }
});

/** A write that began after another was acknowledged, wherever that was, has a later stamp. */
function expectRisingStamps(writes: Write[]): void {
  const byEnd = writes.toSorted((a, b) => a.endedAt - b.endedAt);
  let highest = 0;
  let next = 0;
  for (const { startedAt, stamp } of writes.toSorted((a, b) => a.startedAt - b.startedAt)) {
    while (byEnd[next]!.endedAt < startedAt) highest = Math.max(highest, byEnd[next++]!.stamp!);
    expect(stamp!).toBeGreaterThan(highest);
  }
}
