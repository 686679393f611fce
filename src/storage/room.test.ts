import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../testing/engines.ts';
import { describeOnEngines } from '../../testing/engines.ts';
import { hasMariadb, type MariadbServer, startMariadb } from '../../testing/mariadb.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const clientOf = (server: TestServer) =>
  new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid: 1 });

describeOnEngines('while the disk of the database is nearly full', (engine) => {
  let server: TestServer;
  let free: number | undefined;
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { freeOn: () => free } });
  });
  afterAll(() => server.stop());

  it('nothing new is stored: 503 with Retry-After, and the log says why; reading and deleting go on', async () => {
    const storage = clientOf(server);
    expect((await storage.put('/storage/col/a', { payload: 'x' })).status).toBe(200);
    free = 10 * 1024 * 1024;
    const refused = async () => (await storage.put('/storage/col/a', { payload: 'y' })).status;
    // The disk is looked at every other second.
    await expect.poll(refused).toBe(503);
    const batch = await storage.post('/storage/col?batch=true', [{ id: 'b', payload: 'y' }]);
    expect(batch.status).toBe(503);
    expect(batch.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(JSON.stringify(server.logs)).toContain('Only 10 MiB are free on the disk of the database');
    expect((await storage.get('/storage/col?full=1')).json).toMatchObject([{ id: 'a' }]);
    expect((await storage.delete('/storage/col/a')).status).toBe(200);
    free = 1024 ** 3;
    await expect.poll(refused).toBe(200);
  });
});

describe.skipIf(!hasMariadb())('with a database server that takes only small packets', () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  let mariadb: MariadbServer;
  let server: TestServer;
  beforeAll(async () => {
    mariadb = await startMariadb(['--max-allowed-packet=1M']);
    const env = async () => ({ FOXDEN_DATA_DIR: dir, FOXDEN_DATABASE_URL: await mariadb.createDatabase() });
    server = await startTestServer({ name: 'mariadb', env } as Engine);
  });
  afterAll(async () => {
    await server.stop();
    await mariadb.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('clients are promised what fits, and all of it fits', async () => {
    const storage = clientOf(server);
    const limits = (await storage.get('/info/configuration')).json as Record<string, number>;
    expect(limits.max_post_bytes).toBeLessThan(1024 * 1024);
    expect(limits.max_post_bytes).toBeGreaterThan(256 * 1024);
    // Every character takes two in a statement, and one in JSON.
    const worst = "'".repeat(limits.max_record_payload_bytes!);
    expect((await storage.put('/storage/col/a', { payload: worst })).status).toBe(200);
    expect((await storage.get('/storage/col/a')).json).toMatchObject({ payload: worst });
    const count = limits.max_post_records!;
    const payload = "'".repeat(Math.floor(limits.max_post_bytes! / count));
    const records = Array.from({ length: count }, (_, i) => ({
      id: `${i}`.padStart(64, '~'),
      payload,
      sortindex: -999_999_999,
    }));
    const answer = await storage.post('/storage/col', records);
    expect(answer.json?.success).toHaveLength(count);
    const batch = await storage.post('/storage/col?batch=true&commit=true', records);
    expect(batch.json?.success).toHaveLength(count);
    const tooLarge = await storage.post('/storage/col', [{ id: 'b', payload: `${worst}x` }]);
    expect(tooLarge.json).toMatchObject({ success: [], failed: { b: expect.anything() } });
  });
});
