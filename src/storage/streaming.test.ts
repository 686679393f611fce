import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const count = 6000;

describeOnEngines('reads that are sent while they are read (sync15.md §10.2)', (engine) => {
  let server: TestServer;
  let client: StorageClient;
  beforeAll(async () => {
    server = await startTestServer(engine);
    client = new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid: 1 });
    const payload = 'x'.repeat(2000);
    for (let at = 0; at < count; at += 1000) {
      await client.post(
        '/storage/col',
        Array.from({ length: 1000 }, (_, i) => ({ id: `r${at + i}`, payload: `${at + i} ${payload}` })),
      );
    }
  });
  afterAll(() => server.stop());

  it.each(['gzip', 'br', 'zstd', 'identity', 'gzip;q=0', 'gzip, deflate, br, zstd'])(
    'come whole as %s',
    async (encoding) => {
      const answer = await client.get('/storage/col?full=1&sort=oldest', { 'Accept-Encoding': encoding });
      expect(answer.json).toHaveLength(count);
      expect(answer.headers.get('x-weave-records')).toBe(String(count));
      const expected = /q=0|identity/.test(encoding) ? null : encoding.includes(',') ? 'zstd' : encoding;
      expect(answer.headers.get('content-encoding')).toBe(expected);
    },
  );

  it('small answers are not compressed', async () => {
    const answer = await client.get('/storage/col?limit=5', { 'Accept-Encoding': 'gzip' });
    expect([answer.json.length, answer.headers.get('content-encoding')]).toEqual([5, null]);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)));
  });

  it('give their connection back when the client leaves early', async () => {
    for (let i = 0; i < 24; i++) await leaveEarly(i % 2 === 0);
    const again = await Promise.all([1, 2, 3].map(() => client.get('/storage/col?full=1')));
    for (const answer of again) expect(answer.json).toHaveLength(count);
    await client.put('/storage/col/new', { payload: 'x' });
    expect(server.logs.filter((record) => record.level === 'error')).toEqual([]);
  });

  it('do not hold up writes and other reads, and keep to their snapshot', async () => {
    const slow = await fetch(`${server.url}${client.base}/storage/col?full=1`, {
      headers: { Authorization: client.authorization('GET', `${client.base}/storage/col?full=1`) },
    });
    const before = slow.headers.get('x-weave-records');
    expect((await client.delete('/storage/col?ids=r1,r2,r3')).status).toBe(200);
    expect((await client.get('/storage/col/r1')).status).toBe(404);
    expect(String(((await slow.json()) as unknown[]).length)).toBe(before);
  });

  if (engine.name === 'mariadb') {
    it('are cut off, not ended, when the database goes away', async () => {
      const target = `${client.base}/storage/col?full=1`;
      const headers = { Authorization: client.authorization('GET', target), 'Accept-Encoding': 'identity' };
      const slow = await fetch(server.url + target, { headers });
      const { rows } = await sql<{ id: number }>`SELECT id FROM information_schema.processlist
        WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%storage_collections c%'`.execute(
        server.ctx.db.query,
      );
      expect(rows).toHaveLength(1);
      await sql`KILL ${sql.lit(rows[0]!.id)}`.execute(server.ctx.db.query);
      await expect(slow.text()).rejects.toThrow();
      // The client may see the end before the server has written it down.
      await expect.poll(() => server.logs.filter((record) => record.level === 'error').length).toBe(1);
    });
  }

  /** Asks for everything and leaves before or after the first bytes. */
  async function leaveEarly(atOnce: boolean): Promise<void> {
    const target = `${client.base}/storage/col?full=1`;
    const { port, host } = new URL(server.url);
    const { promise, resolve } = Promise.withResolvers<void>();
    const socket = connect(Number(port), '127.0.0.1', () => {
      const authorization = client.authorization('GET', target);
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n\r\n`);
      if (atOnce) setTimeout(() => socket.destroy(), 5);
    });
    socket.once('data', () => socket.destroy());
    socket.once('close', () => resolve());
    await promise;
  }
});
