import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { isControlStatement } from '../database/statement-listener.ts';

const day = 86_400_000;

describeOnEngines('storage under a clock that jumps (sync15.md §4)', (engine) => {
  let server: TestServer;
  let offset = 0;
  let statements = 0;
  let uid = 1;
  beforeAll(async () => {
    const onStatement = (sql: string) => {
      if (!isControlStatement(sql)) statements++;
    };
    server = await startTestServer(engine, { overrides: { now: () => Date.now() + offset, onStatement } });
  });
  afterAll(() => server.stop());
  const client = () =>
    new StorageClient({
      url: server.url,
      masterSecret: server.ctx.secrets.masterSecrets[0]!,
      uid: uid++,
      // Good at every time that the tests set.
      expires: Math.floor((Date.now() + 3000 * day) / 1000),
    });

  it.each([
    ['days', 3 * day],
    ['years', 900 * day],
  ])('that was ahead by %s once: writes cost no more than ever, and stamps go on rising', async (_, ahead) => {
    const storage = client();
    offset = ahead;
    let last = Number((await storage.put('/storage/col/a', { payload: '1' })).modified);
    offset = 0;
    for (const payload of ['2', '3', '4']) {
      statements = 0;
      const answer = await storage.put('/storage/col/a', { payload });
      expect(answer.status).toBe(200);
      // A write that waits for the clock is undone and repeated.
      expect(statements).toBeLessThanOrEqual(3);
      expect(Number(answer.modified)).toBeGreaterThan(last);
      last = Number(answer.modified);
    }
    const changed = await storage.get(`/storage/col?full=1&newer=${(last - 0.01).toFixed(2)}`);
    expect(changed.json).toMatchObject([{ id: 'a', payload: '4' }]);
  });

  it('that is set back while writes wait for it: all of them end', async () => {
    const storage = client();
    offset = 0;
    // More than a hundred writes a second have to wait.
    const writes = Array.from({ length: 260 }, (_, i) => storage.put(`/storage/col/r${i}`, { payload: `${i}` }));
    await Promise.race(writes);
    offset = -2 * day;
    const answers = await Promise.all(writes);
    expect(answers.map(({ status }) => status)).toEqual(writes.map(() => 200));
    const stamps = answers.map(({ modified }) => modified);
    expect(new Set(stamps).size).toBe(stamps.length);
    offset = 0;
  });
});
