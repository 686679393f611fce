import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import {
  pythonServer,
  rustStorage,
  rustTokens,
  type SourceServer,
  startSource,
} from '../../testing/import/source-server.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { hawkMac } from '../crypto/hawk.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import type { ImportContext } from './context.ts';
import { type ImportOptions, importServer } from './import-server.ts';

const alice = 'a'.repeat(32);
const bob = 'b'.repeat(32);
const origin = 'https://sync.example.org';
const masterSecret = 'the other servers master secret';
const t = 1_757_000_000_000;
const never = t + 2_100_000_000_000;

describeOnEngines('import of another server (sync15.md §15, §17.10)', (engine) => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  const target = async (changes: Record<string, string> = {}) => {
    const env: Record<string, string> = {
      ...(await engine.env()),
      FOXDEN_PUBLIC_URL: origin,
      FOXDEN_ACCOUNTS: 'mozilla',
      FOXDEN_MASTER_SECRET: masterSecret,
      ...changes,
    };
    const config = createConfig(readEnv(env));
    const db = openDatabase(config.database);
    open.push(db);
    await migrate(db);
    const ctx: ImportContext = { config, db, now: () => t + 10_000, userEmail: (uid) => `${uid}@domain` };
    return { env, db, ctx };
  };
  const source = async (...tables: string[]) => {
    const server = await startSource(engine);
    open.push(server);
    await server.run(...tables);
    return server;
  };
  const rust = async () => {
    const server = await source(...rustStorage, ...rustTokens);
    await server.insert('nodes', 7, 3, origin, 0, 2, 10, 0, 0);
    await server.insert('users', 41, 3, `${alice}@old.domain`, 5000, 'AB'.repeat(16), t, null, 7, 4000);
    await server.insert('users', 40, 3, `${alice}@old.domain`, 4000, 'cd'.repeat(16), t - 9, t, 7, 3000);
    await server.insert('users', 42, 3, `${bob}@old.domain`, '9223372036854775807', 'ef', t, t, 7, null);
    await server.insert('users', 99, 4, `${bob}@old.domain`, 0, '', t, null, 7, null);
    await server.insert('user_collections', 41, 7, t + 5550);
    await server.insert('user_collections', 41, 101, t + 1230);
    await server.insert('user_collections', 41, 9, t + 1000);
    await server.insert('user_collections', 41, 0, t + 7770);
    await server.insert('bso', 41, 7, 'A b', 17, t + 5550, '{"ciphertext":"é€"}', 0, never);
    await server.insert('bso', 41, 7, 'expired', null, t, 'x', 1, t + 9_999);
    await server.insert('bso', 41, 101, 'ext', -3, t + 1230, '', 0, t + 20_000);
    await server.insert('bso', 41, 55, 'nameless', null, t, 'x', 1, never);
    await server.insert('bso', 40, 7, 'former', null, t, 'x', 1, never);
    return server;
  };
  const run = (ctx: ImportContext, from: SourceServer, more: Partial<ImportOptions> = {}) =>
    importServer(ctx, { kind: 'syncstorage-rs', from: from.url, ...more });
  const rows = (db: Database, table: 'users' | 'nodes' | 'services') =>
    db.query.selectFrom(table).selectAll().execute();

  it('takes over users, nodes, collections and records of syncstorage-rs with every stamp', async () => {
    const { ctx, db } = await target();
    const report = await run(ctx, await rust());
    expect(report).toEqual({
      users: 1,
      earlier: 0,
      replaced: 2,
      formerNode: origin,
      records: 2,
      bytes: Buffer.byteLength('{"ciphertext":"é€"}'),
      expired: 1,
      unreadable: 1,
    });
    const users = await rows(db, 'users');
    expect(users.map((user) => [user.uid, user.email, Number(user.generation), user.nodeid])).toEqual([
      [40, `${alice}@domain`, 4000, 7],
      [41, `${alice}@domain`, 5000, 7],
      [42, `${bob}@domain`, 2 ** 63, 7],
    ]);
    expect(users[1]).toMatchObject({
      client_state: 'ab'.repeat(16),
      created_at: t,
      replaced_at: null,
      keys_changed_at: 4000,
    });
    expect(await rows(db, 'nodes')).toMatchObject([{ id: 7, node: origin, current_load: 2, capacity: 2_147_483_647 }]);
  });

  it('lets a browser go on with the token that it has, and gives it the same uid and address (sync15.md §17.7)', async () => {
    const { ctx, env } = await target();
    await run(ctx, await rust());
    const server = await startTestServer(engine, {
      env,
      overrides: {
        accessTokens: {
          verify: async () => ({ uid: alice, scope: [oldsync], generation: 5000n, clientId: null }),
        },
        now: () => t + 10_000,
      },
    });
    // Rows were written under another label in this test; the real one is the server's business.
    await server.ctx.db.query
      .updateTable('users')
      .set({ email: `${alice}@api.accounts.firefox.com` })
      .where('uid', 'in', [40, 41])
      .execute();
    const get = hawkGetter(server.url, tokenSigner(masterSecret).make(oldToken));
    const collections = await get('/1.5/41/info/collections');
    expect(JSON.parse(collections.body)).toEqual({
      bookmarks: 1_757_000_005.55,
      'extension-storage': 1_757_000_001.23,
      tabs: 1_757_000_001,
    });
    expect(collections.modified).toBe('1757000007.77');
    expect(JSON.parse((await get('/1.5/41/storage/bookmarks?full=1')).body)).toEqual([
      { id: 'A b', modified: 1_757_000_005.55, sortindex: 17, payload: '{"ciphertext":"é€"}' },
    ]);
    expect(JSON.parse((await get('/1.5/41/storage/extension-storage/ext')).body)).toMatchObject({ sortindex: -3 });
    const response = await fetch(`${server.url}/1.0/sync/1.5`, {
      headers: {
        Authorization: 'Bearer x',
        'X-KeyID': `4000-${Buffer.from('ab'.repeat(16), 'hex').toString('base64url')}`,
      },
    });
    expect(await response.json()).toMatchObject({ uid: 41, api_endpoint: `${origin}/1.5/41` });
    await server.stop();
  });

  it('reads the Python server, in one table or in many, with its own numbers of collections', async () => {
    for (const shards of [0, 3]) {
      const server = await source(...pythonServer(shards));
      const table = (uid: number) => (shards === 0 ? 'bso' : `bso${uid % shards}`);
      // Without the setting standard_collections, numbers are given as names come up.
      if (shards === 0) await server.run("INSERT INTO collections VALUES (1, 'meta'), (2, 'bookmarks')");
      const bookmarks = shards === 0 ? 2 : 7;
      await server.insert('users', 5, 'sync-1.5', `${alice}@api.accounts.firefox.com`, 1, '', t, null);
      await server.insert('users', 6, 'sync-1.5', `${bob}@api.accounts.firefox.com`, 1, '', t, null);
      for (const uid of [5, 6]) {
        await server.insert('user_collections', uid, bookmarks, t + 100);
        await server.insert(table(uid), uid, bookmarks, 'never', null, t + 100, 'p', 1, 2_100_000_000);
        await server.insert(table(uid), uid, bookmarks, 'later', null, t + 100, 'p', 1, t / 1000 + 60);
        await server.insert(table(uid), uid, bookmarks, 'expired', null, t, 'p', 1, t / 1000 + 5);
      }
      const { ctx, db } = await target();
      const report = await run(ctx, server, { kind: 'syncserver' });
      expect(report).toMatchObject({ users: 2, records: 4, expired: 2, unreadable: 0, formerNode: null });
      expect(await rows(db, 'services')).toMatchObject([{ pattern: '{node}/storage/1.5/{uid}' }]);
      expect(await rows(db, 'nodes')).toMatchObject([{ node: origin, current_load: 2 }]);
    }
  });

  it('serves former Python addresses', async () => {
    const server = await source(...pythonServer());
    await server.run("INSERT INTO collections VALUES (1, 'meta')");
    await server.insert('users', 41, 'sync-1.5', `${alice}@x`, 1, '', t, null);
    await server.insert('user_collections', 41, 1, t + 100);
    const { ctx, env } = await target();
    await run(ctx, server, { kind: 'syncserver' });
    const foxden = await startTestServer(engine, { env, overrides: { now: () => t } });
    const get = hawkGetter(foxden.url, tokenSigner(masterSecret).make(oldToken));
    expect(JSON.parse((await get('/storage/1.5/41/info/collections')).body)).toEqual({ meta: 1_757_000_000.1 });
    await foxden.stop();
  });

  it('copies many and large records in portions', async () => {
    const server = await rust();
    const row = "(41, 7, 'r%', NULL, 1757000000000, 'p', 0, 3900000000000)";
    for (let i = 0; i < 1100; i += 100) {
      const values = Array.from({ length: 100 }, (_, j) => row.replace('%', String(i + j)));
      await server.run(`INSERT INTO bso VALUES ${values.join()}`);
    }
    const large = 'x'.repeat(700_000);
    for (const id of ['l1', 'l2', 'l3']) await server.insert('bso', 41, 7, id, null, t, large, 0, never);
    const { ctx } = await target();
    const progress: unknown[] = [];
    const report = await run(ctx, server, { onProgress: (each) => progress.push(each) });
    expect(report.records).toBe(1105);
    expect(progress).toEqual([{ users: 1, totalUsers: 1, records: 1105 }]);
  });

  it('writes nothing in a dry run', async () => {
    const { ctx, db } = await target();
    expect(await run(ctx, await rust(), { dryRun: true })).toMatchObject({ users: 1, records: 4 });
    expect(await rows(db, 'users')).toEqual([]);
    expect(await run(ctx, await rust())).toMatchObject({ records: 2 });
  });

  it('goes on after an interruption without copying anybody twice', async () => {
    const server = await rust();
    await server.insert('users', 50, 3, `${bob}@x`, 1, '', t, null, 7, null);
    await server.insert('bso', 50, 7, 'one', null, t, 'x', 1, never);
    const { ctx, db } = await target();
    const interrupted = run(ctx, server, {
      onProgress: () => {
        throw new Error('pulled the plug');
      },
    });
    await expect(interrupted).rejects.toThrow('pulled the plug');
    expect(await rows(db, 'users')).toEqual([]);
    const other = await rust();
    await expect(run(ctx, other, { kind: 'syncserver' })).rejects.toThrow(/doesn't look like/);
    await expect(run(ctx, other)).rejects.toThrow(/part of an import from somewhere else/);
    expect(await run(ctx, server)).toMatchObject({ users: 2, earlier: 1, records: 1 });
    await expect(run(ctx, server)).rejects.toThrow(/already has users/);
  });

  it('refuses in words what would help nobody or mix people up', async () => {
    const server = await rust();
    const embedded = await target({ FOXDEN_ACCOUNTS: 'embedded' });
    await expect(run(embedded.ctx, server)).rejects.toThrow(/uploads it when its owner signs in here/);
    const { ctx } = await target();
    await expect(run(ctx, await source(...rustStorage))).rejects.toThrow(/--tokens/);
    await expect(importServer(ctx, { kind: 'syncserver', from: 'sqlite:/nowhere.db' })).rejects.toThrow(/no file/);
    await expect(importServer(ctx, { kind: 'syncserver', from: 'oracle://x' })).rejects.toThrow(/sqlite:PATH/);
    await server.insert('nodes', 8, 3, 'https://two.example.org', 0, 2, 10, 0, 0);
    await server.insert('nodes', 9, 3, 'https://three.example.org', 0, 2, 10, 0, 0);
    await server.run("UPDATE nodes SET node = 'https://one.example.org' WHERE id = 7");
    await server.insert('users', 60, 3, `${bob}@x`, 1, '', t, null, 8, null);
    await expect(run(ctx, server)).rejects.toThrow(/several nodes/);
  });

  it('takes one node that is spelled in several ways for one, also without its s', async () => {
    const { ctx, db } = await target();
    const server = await rust();
    await server.insert('nodes', 8, 3, `${origin}/`, 0, 5, 10, 0, 0);
    await server.insert('nodes', 9, 3, origin.replace('https:', 'http:'), 0, 1, 10, 0, 0);
    await server.insert('users', 50, 3, `${bob}@old.domain`, 1, 'ef', t, null, 8, null);
    await server.insert('users', 51, 3, `${'c'.repeat(32)}@old.domain`, 1, 'ef', t, null, 9, null);
    await run(ctx, server);
    expect(await rows(db, 'nodes')).toMatchObject([{ node: origin, current_load: 8 }]);
    const { id } = (await rows(db, 'nodes'))[0]!;
    expect((await rows(db, 'users')).map(({ nodeid }) => nodeid)).toEqual([id, id, id, id, id]);
  });

  it('reads tokens from a second database, and takes the place of a node with another address', async () => {
    const storage = await source(...rustStorage);
    const tokens = await source(...rustTokens);
    await tokens.insert('nodes', 7, 3, 'http://old.example.org:8000/', 0, 1, 10, 0, 0);
    await tokens.insert('users', 41, 3, `${alice}@x`, 1, '', t, null, 7, null);
    await storage.insert('bso', 41, 7, 'one', null, t, 'x', 1, never);
    const { ctx, db } = await target();
    const report = await run(ctx, storage, { tokens: tokens.url });
    expect(report).toMatchObject({ users: 1, records: 1, formerNode: 'http://old.example.org:8000' });
    expect(await rows(db, 'nodes')).toMatchObject([{ id: 7, node: origin }]);
  });
});

const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const oldToken = { node: origin, uid: 41, expires: t / 1000 + 600, salt: 'abcdef', fxa_uid: alice, fxa_kid: '1-qqo' };

function hawkGetter(url: string, { id, key }: { id: string; key: string }) {
  return async (target: string) => {
    const attributes = { ts: String(t / 1000), nonce: 'abc' };
    const mac = hawkMac(key, attributes, { method: 'GET', target, host: 'sync.example.org', port: 443 });
    const response = await fetch(url + target, {
      headers: { Authorization: `Hawk id="${id}", ts="${attributes.ts}", nonce="abc", mac="${mac}"` },
    });
    expect(response.status, target).toBe(200);
    return { body: await response.text(), modified: response.headers.get('x-last-modified') };
  };
}
