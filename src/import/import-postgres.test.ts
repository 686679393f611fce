import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { rustStoragePostgres, rustTokens, startPostgresSource } from '../../testing/import/source-server.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../testing/postgres.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { type ImportOptions, importServer } from './import-server.ts';
import { readFormerUsers } from './server-full/former-users.ts';
import { openSource } from './source/open-source.ts';

const alice = 'a'.repeat(32);
const origin = 'https://sync.example.org';
const t = 1_757_000_000_000;
const at = (ms: number) => new Date(ms).toISOString();
const never = at(t + 2_100_000_000_000);

describe.skipIf(!hasPostgres())('import from PostgreSQL (sync15.md §15)', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  describeOnEngines('into', (engine) => {
    const open: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      for (const each of open.splice(0)) await each.close();
    });

    const target = async () => {
      const env = { ...(await engine.env()), FOXDEN_PUBLIC_URL: origin, FOXDEN_ACCOUNTS: 'mozilla' };
      const config = createConfig(readEnv(env));
      const db = openDatabase(config.database);
      open.push(db);
      await migrate(db);
      return { config, db, now: () => t + 10_000, userEmail: (uid: string) => `${uid}@domain` };
    };
    const source = async (...tables: string[]) => {
      const server = await startPostgresSource(await postgres.createDatabase());
      open.push(server);
      await server.run(...tables);
      return server;
    };
    const fill = async (stamps?: 'TIMESTAMPTZ' | 'TIMESTAMP') => {
      const server = await source(...rustStoragePostgres(stamps), ...rustTokens);
      await server.insert('nodes', 7, 3, origin, 0, 2, 10, 0, 0);
      await server.insert('users', 41, 3, `${alice}@old`, '9223372036854775807', 'AB'.repeat(16), t, null, 7, 4000);
      await server.insert('users', 40, 3, `${alice}@old`, 4000, 'cd'.repeat(16), t - 9, t, 7, 3000);
      await server.insert('users', 99, 4, `${alice}@old`, 0, '', t, null, 7, null);
      for (const [collection, ms] of [[0, 7770], [7, 5550], [101, 1230]] as const) // biome-ignore format: a table
        await server.insert('user_collections', 41, collection, at(t + ms), 0, 0);
      await server.insert('bsos', 41, 7, 'A b', 17, '{"ciphertext":"é€"}', at(t + 5550), never);
      await server.insert('bsos', 41, 7, 'expired', null, 'x', at(t), at(t + 9_999));
      await server.insert('bsos', 41, 101, 'ext', -3, '', at(t + 1230), at(t + 20_000));
      return server;
    };
    const run = (ctx: Awaited<ReturnType<typeof target>>, from: string, more: Partial<ImportOptions> = {}) =>
      importServer(ctx, { kind: 'syncstorage-rs', from, ...more });

    it.each(['TIMESTAMPTZ', 'TIMESTAMP'] as const)('takes over users and records, stamps of %s', async (stamps) => {
      const ctx = await target();
      const { url } = await fill(stamps);
      const bytes = Buffer.byteLength('{"ciphertext":"é€"}');
      expect(await run(ctx, url, { dryRun: true })).toMatchObject({ users: 1, records: 3 });
      expect(await run(ctx, url)).toMatchObject({
        users: 1,
        replaced: 1,
        records: 2,
        expired: 1,
        unreadable: 0,
        bytes,
      });
      const users = await ctx.db.query.selectFrom('users').selectAll().orderBy('uid').execute();
      expect(users.map(({ uid, generation }) => [uid, Number(generation)])).toEqual([
        [40, 4000],
        [41, 2 ** 63],
      ]);
      const records = await ctx.db.query
        .selectFrom('storage_bsos')
        .select(['collection', 'id', 'sortindex', 'modified', 'expiry', 'payload'])
        .where('uid', '=', 41)
        .orderBy('collection')
        .execute();
      const since = t / 10;
      expect(records).toEqual([
        {
          ...{ collection: 'bookmarks', id: 'A b', sortindex: 17, modified: since + 555, expiry: null },
          payload: '{"ciphertext":"é€"}',
        },
        {
          ...{ collection: 'extension-storage', id: 'ext', sortindex: -3, modified: since + 123, expiry: since + 2000 },
          payload: '',
        },
      ]);
      const { modified } = await ctx.db.query.selectFrom('storage_users').selectAll().executeTakeFirstOrThrow();
      expect(modified).toBe(since + 777);
    });

    it('reads many records in portions, and goes on after an interruption', async () => {
      const server = await fill();
      await server.run(
        `INSERT INTO bsos SELECT 41, 7, 'Z' || n || 'z', NULL, 'p', TIMESTAMPTZ '${at(t)}', TIMESTAMPTZ '${never}'
         FROM generate_series(1, 1100) AS n`,
      );
      await server.insert('users', 50, 3, `${'b'.repeat(32)}@old`, 1, '', t, null, 7, null);
      await server.insert('user_collections', 50, 7, at(t), 0, 0);
      await server.insert('bsos', 50, 7, 'one', null, 'x', at(t), never);
      const ctx = await target();
      const pulled = run(ctx, server.url, {
        onProgress: () => {
          throw new Error('pulled the plug');
        },
      });
      await expect(pulled).rejects.toThrow('pulled the plug');
      expect(await run(ctx, server.url)).toMatchObject({ users: 2, earlier: 1, records: 1 });
      await expect(run(ctx, server.url)).rejects.toThrow(/already has users/);
    });

    it('reads tokens from a second database', async () => {
      const storage = await source(...rustStoragePostgres());
      const tokens = await source(...rustTokens);
      await tokens.insert('nodes', 7, 3, `${origin}/`, 0, 2, 10, 0, 0);
      await tokens.insert('users', 41, 3, `${alice}@old`, 1, '', t, null, 7, null);
      await storage.insert('user_collections', 41, 7, at(t), 0, 0);
      await storage.insert('bsos', 41, 7, 'one', null, 'x', at(t), never);
      expect(await run(await target(), storage.url, { tokens: tokens.url })).toMatchObject({ users: 1, records: 1 });
    });
  });

  it('refuses in words what it cannot read', async () => {
    const url = await postgres.createDatabase();
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(openSource(wrong.href)).rejects.toThrow(
      /^The database sync_\d+ at .* can't be read\. .*password.*Check the URL/,
    );
    await expect(openSource(url.replace(/sync_\d+/, 'nowhere'))).rejects.toThrow(/nowhere" does not exist/);
    await expect(openSource('postgres://u@127.0.0.1:1/x')).rejects.toThrow(/Nothing listens at 127.0.0.1:1/);
    const db = await openSource(url);
    await expect(readFormerUsers(db)).rejects.toThrow(/SQLite and MySQL/);
    await db.close();
  });

  it('says what to do when the other database goes away', async () => {
    const dying = await startPostgres();
    const source = await startPostgresSource(await dying.createDatabase());
    const db = await openSource(source.url);
    expect(await db.tables()).toEqual(new Set());
    await dying.kill();
    await expect(db.select('SELECT 1')).rejects.toThrow(/can't be read any more.*it goes on where it was/);
    await db.close();
    await dying.stop();
  });
});
