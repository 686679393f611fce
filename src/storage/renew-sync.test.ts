import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { renewSync, withNewSyncIds } from './renew-sync.ts';

const meta = JSON.stringify({
  syncID: 'AAAAAAAAAAAA',
  storageVersion: 5,
  engines: { bookmarks: { version: 3, syncID: 'BBBBBBBBBBBB' }, tabs: { version: 1, syncID: 'CCCCCCCCCCCC' } },
  declined: ['addons'],
});

describeOnEngines('restored storage is new to every browser (sync15.md §20.17)', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  it('raises every stamp above now and above every stamp given before, and ends open batches', async () => {
    const { db } = server.ctx;
    const now = Math.floor(Date.now() / 10);
    const ahead = now + 50_000;
    for (const [uid, modified] of [
      [1, 1000],
      [2, ahead],
    ]) {
      await sql`INSERT INTO storage_users (uid, modified, previous, writes) VALUES (${uid}, ${modified}, 0, 1)`.execute(
        db.query,
      );
      await sql`INSERT INTO storage_collections (uid, name, modified, bytes) VALUES (${uid}, 'meta', 900, ${meta.length})`.execute(
        db.query,
      );
      await sql`INSERT INTO storage_bsos (uid, collection, id, modified, payload, size)
        VALUES (${uid}, 'meta', 'global', 900, ${meta}, ${meta.length})`.execute(db.query);
    }
    await sql`INSERT INTO storage_batches (uid, id, collection, created_at, records, bytes) VALUES (1, 'b', 'c', 1, 0, 0)`.execute(
      db.query,
    );
    await renewSync(db);
    const { rows } = await sql<{ uid: number; u: number; c: number; b: number; payload: string }>`
      SELECT s.uid, s.modified AS u, c.modified AS c, b.modified AS b, b.payload FROM storage_users s
      JOIN storage_collections c ON c.uid = s.uid JOIN storage_bsos b ON b.uid = s.uid ORDER BY s.uid`.execute(
      db.query,
    );
    expect(rows[0]!.u).toBeGreaterThanOrEqual(now);
    expect(rows[1]!.u).toBe(ahead + 1);
    for (const { u, c, b, payload } of rows) {
      expect([c, b]).toEqual([u, u]);
      expect(payload).not.toBe(meta);
    }
    expect((await sql`SELECT * FROM storage_batches`.execute(db.query)).rows).toEqual([]);
  });
});

it('gives meta/global new sync ids, global and per engine, and changes nothing else', () => {
  const renewed = JSON.parse(withNewSyncIds(meta)!);
  const ids = [renewed.syncID, renewed.engines.bookmarks.syncID, renewed.engines.tabs.syncID];
  expect(new Set([...ids, 'AAAAAAAAAAAA', 'BBBBBBBBBBBB', 'CCCCCCCCCCCC']).size).toBe(6);
  for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/);
  expect(renewed).toMatchObject({ storageVersion: 5, declined: ['addons'], engines: { bookmarks: { version: 3 } } });
});

it('leaves a meta/global alone that it does not understand', () => {
  expect(withNewSyncIds('not json')).toBeUndefined();
});
