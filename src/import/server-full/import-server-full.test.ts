import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type SourceServer, serverFull, startSource } from '../../../testing/import/source-server.ts';
import { createConfig } from '../../config/config.ts';
import { readEnv } from '../../config/read-env.ts';
import { type Database, openDatabase } from '../../database/database.ts';
import { migrate } from '../../database/migrate.ts';
import { type FormerImportOptions, importServerFull } from './import-server-full.ts';

// Centiseconds, seconds and ms of one moment.
const t = 137_800_000_000;
const seconds = t / 100;
const now = t * 10;
const never = 2_100_000_000;
const [anna, bert] = ['{SSHA}anna', '{SSCRYPT}bert'];

describeOnEngines('import of the server of 2013 (sync11.md §5.3)', (engine) => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  const target = async () => {
    const db = openDatabase(createConfig(readEnv(await engine.env())).database);
    open.push(db);
    await migrate(db);
    return db;
  };
  const source = async (shards = 0) => {
    const server = await startSource(engine);
    open.push(server);
    await server.run(...serverFull(shards));
    return server;
  };
  const filled = async (shards = 0) => {
    const server = await source(shards);
    const wbo = (id: number) => (shards === 0 ? 'wbo' : `wbo${id % shards}`);
    await server.insert('user', 1, 'ygnnfxzibkwbjuzqhk4nxqrjhd2q5bl6', anna, 'joe@example.com', 1, 1, '');
    await server.insert('user', 2, 'Bert', bert, null, 0, 0, 'https://old.example.org');
    await server.insert('user', 3, 'no name', anna, null, 0, 1, null);
    await server.insert('user', 4, 'empty', '', null, null, 1, null);
    await server.insert('collections', 1, 101, 'bookmarks');
    await server.insert('collections', 1, 102, 'ClientsX');
    await server.insert('collections', 2, 101, 'history');
    await server.insert(wbo(1), 1, 101, '{a-b}', 'par', 'pre', -3, t - 5, '{"ciphertext":"é€"}', 21, never);
    await server.insert(wbo(1), 1, 101, 'b', '', null, null, t - 100, '', 0, seconds + 10);
    await server.insert(wbo(1), 1, 101, 'gone', null, null, null, t, 'x', 1, seconds - 1);
    await server.insert(wbo(1), 1, 102, 'c', null, null, null, t - 7, 'y', 1, null);
    await server.insert(wbo(1), 1, 3, 'fixed', null, null, 12, t - 50, 'form', 4, never);
    await server.insert(wbo(1), 1, 55, 'nameless', null, null, null, t, 'x', 1, never);
    await server.insert(wbo(1), 1, 3, 'unseen', null, null, 5, null, null, null, never);
    await server.insert(wbo(2), 2, 101, 'd', null, null, null, t - 1, 'z', 1, never);
    return server;
  };
  const run = (db: Database, from: SourceServer, more: Partial<FormerImportOptions> = {}) =>
    importServerFull(
      { db, now: () => now, isKnownVerifier: (verifier) => verifier.startsWith('{') },
      { from: from.url, quotaBytes: null, ...more },
    );
  const users = (db: Database) => db.query.selectFrom('legacy_users').selectAll().orderBy('uid').execute();
  const records = (db: Database) =>
    db.query.selectFrom('storage_bsos').selectAll().orderBy('uid').orderBy('collection').orderBy('id').execute();

  it.each([0, 2])('takes over accounts, passwords, records and every stamp (%i shards)', async (shards) => {
    const db = await target();
    expect(await run(db, await filled(shards))).toEqual({
      users: 3,
      locked: 1,
      withoutPassword: 1,
      present: 0,
      nameless: 1,
      records: 5,
      bytes: Buffer.byteLength('{"ciphertext":"é€"}') + 6,
      expired: 1,
      unreadable: 2,
    });
    const [one, two, three] = await users(db);
    expect(one).toMatchObject({ name: 'ygnnfxzibkwbjuzqhk4nxqrjhd2q5bl6', mail: 'joe@example.com', verifier: anna });
    expect(one).toMatchObject({ disabled_at: null, quota_bytes: null });
    expect(two).toMatchObject({ name: 'bert', mail: null, verifier: bert, disabled_at: now });
    expect(three).toMatchObject({ name: 'empty', verifier: '' });
    expect((await records(db)).map(({ uid, ...row }) => [uid, Object.values(row)])).toEqual([
      [one!.uid, ['ClientsX', 'c', t - 7, null, 'y', 1, null, null, null]],
      [one!.uid, ['bookmarks', 'b', t - 100, null, '', 0, t + 1000, null, null]],
      [one!.uid, ['bookmarks', '{a-b}', t - 5, -3, '{"ciphertext":"é€"}', 22, null, 'par', 'pre']],
      [one!.uid, ['forms', 'fixed', t - 50, 12, 'form', 4, null, null, null]],
      [two!.uid, ['history', 'd', t - 1, null, 'z', 1, null, null, null]],
    ]);
    const collections = await db.query
      .selectFrom('storage_collections')
      .selectAll()
      .where('uid', '=', one!.uid)
      .execute();
    expect(collections.map(({ name, modified, bytes }) => [name, modified, bytes])).toEqual([
      ['ClientsX', t - 7, 1],
      ['bookmarks', t - 5, 22],
      ['forms', t - 50, 4],
    ]);
    const stamps = await db.query.selectFrom('storage_users').select(['uid', 'modified']).orderBy('uid').execute();
    expect(stamps.map(({ modified }) => modified)).toEqual([t - 5, t - 1, 0]);
  });

  it('gives everybody the quota that is asked for', async () => {
    const db = await target();
    await run(db, await filled(), { quotaBytes: 5120 * 1024 });
    expect((await users(db)).map(({ quota_bytes }) => quota_bytes)).toEqual([5_242_880, 5_242_880, 5_242_880]);
  });

  it('counts without writing', async () => {
    const db = await target();
    expect(await run(db, await filled(), { dryRun: true })).toMatchObject({ users: 3, records: 8, bytes: 0 });
    expect(await users(db)).toEqual([]);
    expect(await records(db)).toEqual([]);
  });

  it('goes on after an interruption, and copies nobody twice', async () => {
    const db = await target();
    const from = await filled();
    const interrupted = run(db, from, {
      onProgress: ({ users }) => {
        if (users === 1) throw new Error('the machine lost its power');
      },
    });
    await expect(interrupted).rejects.toThrow('lost its power');
    expect(await users(db)).toHaveLength(1);
    expect(await run(db, from)).toMatchObject({ users: 2, present: 1, records: 1 });
    expect(await records(db)).toHaveLength(5);
    expect(await run(db, from)).toMatchObject({ users: 0, present: 3, records: 0 });
  });

  it('leaves nothing of a user behind whose records can not be copied, and keeps the others', async () => {
    const db = await target();
    const from = await filled();
    // The same record in a table and in the shard that came after it.
    await from.run(...serverFull(1).slice(2), 'INSERT INTO wbo0 SELECT * FROM wbo WHERE username = 2');
    await expect(run(db, from)).rejects.toThrow();
    expect((await users(db)).map(({ name }) => name)).toEqual(['ygnnfxzibkwbjuzqhk4nxqrjhd2q5bl6']);
    expect((await records(db)).map(({ collection }) => collection)).not.toContain('history');
  });

  it('takes accounts from another database than the records', async () => {
    const db = await target();
    const storage = await filled();
    const accounts = await source();
    await accounts.insert('user', 2, 'other', anna, null, 1, 1, null);
    expect(await run(db, storage, { users: accounts.url })).toMatchObject({ users: 1, records: 1 });
    expect((await users(db)).map(({ name }) => name)).toEqual(['other']);
  });

  it('says in words what it can not take over', async () => {
    const db = await target();
    const empty = await startSource(engine);
    open.push(empty);
    await expect(run(db, empty)).rejects.toThrow(/has no table "user"/);
    await empty.run(serverFull()[0]!);
    await expect(run(db, empty)).rejects.toThrow(/has no table "wbo"/);
    const twins = await filled();
    await twins.insert('user', 9, 'bert', bert, null, 1, 1, null);
    await expect(run(db, twins)).rejects.toThrow(/2 and 9 have the same name/);
    await expect(run(db, { ...twins, url: 'sqlite:/nowhere.db' })).rejects.toThrow(/no file/);
  });
});
