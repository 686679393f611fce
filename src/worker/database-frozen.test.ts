import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../testing/mariadb.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

describe.skipIf(!hasMariadb())('while the database server is frozen', () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  let mariadb: MariadbServer;
  let server: TestServer;
  beforeAll(async () => {
    mariadb = await startMariadb();
    const env = async () => ({ FOXDEN_DATA_DIR: dir, FOXDEN_DATABASE_URL: await mariadb.createDatabase() });
    server = await startTestServer({ name: 'mariadb', env });
  });
  afterAll(async () => {
    await server.stop();
    await mariadb.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('reads, writes and sign-ins all end in 503 with Retry-After, also those that wait in line, and it goes on afterwards', async () => {
    const masterSecret = server.ctx.secrets.masterSecrets[0]!;
    const storage = new StorageClient({ url: server.url, masterSecret, uid: 1 });
    // Connections of all pools are open, and lie idle.
    expect((await storage.put('/storage/col/a', { payload: '1' })).status).toBe(200);
    expect((await storage.get('/storage/col?full=1')).status).toBe(200);
    expect((await fetch(`${server.url}/__heartbeat__`)).status).toBe(200);
    process.kill(mariadb.pid, 'SIGSTOP');
    try {
      const session = { headers: { Authorization: `Bearer fxs_${'a'.repeat(64)}` } };
      const answers = await Promise.all([
        ...Array.from({ length: 25 }, () => storage.put('/storage/col/a', { payload: '2' })),
        ...Array.from({ length: 5 }, () => storage.get('/storage/col?full=1')),
        fetch(`${server.url}/v1/account/devices`, session),
        fetch(`${server.url}/__heartbeat__`),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
      for (const { headers } of answers) expect(headers.get('retry-after')).toMatch(/^\d+$/);
    } finally {
      process.kill(mariadb.pid, 'SIGCONT');
    }
    await expect.poll(async () => (await storage.put('/storage/col/a', { payload: '3' })).status).toBe(200);
    expect((await storage.get('/storage/col/a')).json).toMatchObject({ payload: '3' });
    expect(server.logs.filter(({ message }) => message.includes('nothing caught'))).toEqual([]);
  });

  it('a statement that takes long at a server that is awake is left to end', async () => {
    const { rows } = await sql<{ slept: number }>`SELECT SLEEP(9) AS slept`.execute(server.ctx.db.query);
    expect(rows).toEqual([{ slept: 0 }]);
  });
});
