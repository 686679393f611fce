import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { stats } from './stats.ts';

describeOnEngines('foxden stats', (engine) => {
  let server: TestServer;
  let printed: string[];

  beforeEach(async () => {
    const env = await engine.env();
    server = await startTestServer({ ...engine, env: async () => env });
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    printed = [];
    vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await server.stop();
  });

  const store = (uid: number, collection: string, id: string, payload: string) => {
    const bso = { id, payload, size: Buffer.byteLength(payload), sortindex: null, ttl: null };
    return server.ctx.storage.put({ uid, collection, bso, unmodifiedSince: null });
  };

  it('shows what each user stores, largest first, by mail address', async () => {
    const user = { service: 1, generation: 1, client_state: 'ab', created_at: 1, nodeid: 1, keys_changed_at: 1 };
    await server.ctx.db.query
      .insertInto('users')
      .values([
        { ...user, uid: 41, email: `${'a'.repeat(32)}@localhost`, replaced_at: null },
        { ...user, uid: 42, email: `${'b'.repeat(32)}@localhost`, replaced_at: 2 },
      ])
      .execute();
    await store(41, 'bookmarks', 'one', 'x'.repeat(100));
    await store(41, 'history', 'two', 'x'.repeat(1000));
    await store(42, 'bookmarks', 'one', 'x'.repeat(5000));

    expect(await stats.run([])).toBe(0);
    const rows = printed[0]!.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows[0]).toEqual(['USER', 'SYNC UID', 'RECORDS', 'SIZE']);
    expect(rows[1]).toEqual([`${'b'.repeat(32)}@localhost (earlier data, to be purged)`, '42', '1', '5 KiB']);
    expect(rows[2]).toEqual([`${'a'.repeat(32)}@localhost`, '41', '2', '2 KiB']);

    await stats.run(['--collections', '--json']);
    const lines = JSON.parse(printed[1]!) as { uid: number; collection: string; records: number; bytes: number }[];
    expect(lines.map(({ uid, collection, bytes }) => [uid, collection, bytes])).toEqual([
      [42, 'bookmarks', 5000],
      [41, 'history', 1000],
      [41, 'bookmarks', 100],
    ]);
  });

  it('says that nobody has stored anything', async () => {
    await stats.run([]);
    expect(printed).toEqual(['Nobody has stored anything yet.']);
  });
});
