import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../../../testing/mariadb.ts';
import { openDatabase } from '../../../database/database.ts';
import { openMariadbPool } from '../../../database/mariadb-pool.ts';
import { migrate } from '../../../database/migrate.ts';
import { endPool, takeConnection } from '../../../database/pool.ts';
import type { ReadCommand } from '../../commands.ts';
import { downloadLimits } from '../../download-limits.ts';
import type { StorageEngine } from '../../engine.ts';
import { openMariadbStorage } from './mariadb-engine.ts';

const start = 1_800_000_000_000;
const bso = { id: 'a', payload: 'x', size: 1, sortindex: null, ttl: null };
const page: Omit<ReadCommand, 'uid'> = {
  ...{ collection: 'clients', ids: null, newer: null, older: null, full: true, sort: 'newest', limit: 1000 },
  ...{ offset: null, modifiedSince: null, unmodifiedSince: null },
};

/**
 * Asks how many statements of this database wait for a lock, until that is as it should be. MariaDB looks anew only if it wasn't
 * asked for a tenth of a second.
 */
async function waitFor(connection: Connection, isGood: (rows: { waiting: number }[]) => boolean) {
  for (;;) {
    const [rows] = await connection.query<(RowDataPacket & { waiting: number })[]>(
      `SELECT COUNT(*) AS waiting FROM information_schema.INNODB_TRX
        JOIN information_schema.PROCESSLIST ON ID = trx_mysql_thread_id
        WHERE trx_state = 'LOCK WAIT' AND DB = DATABASE()`,
    );
    if (isGood(rows)) return rows as [{ waiting: number }];
    await sleep(150);
  }
}

describe.skipIf(!hasMariadb())('what is kept of reads on MariaDB', () => {
  let mariadb: MariadbServer;
  let clock = start;
  const statements: string[] = [];
  let roundTrips = 0;
  // As two workers have it.
  let reader: StorageEngine;
  let other: StorageEngine;
  let uid = 0;
  let url: string;
  beforeAll(async () => {
    mariadb = await startMariadb();
    url = await mariadb.createDatabase();
    const db = openDatabase({ engine: 'mariadb', url });
    await migrate(db);
    await db.close();
    const limits = { max_total_bytes: 1e9, max_total_records: 1e6 };
    const settings = { now: () => clock, quotaBytes: null, downloads: downloadLimits, limits };
    const onStatement = (sql: string) => statements.push(sql);
    reader = openMariadbStorage(url, { ...settings, onStatement, onRoundTrip: () => roundTrips++ });
    other = openMariadbStorage(url, settings);
  });
  afterAll(async () => {
    await reader?.close();
    await other?.close();
    await mariadb?.stop();
  });
  beforeEach(() => {
    clock += 10_000;
    uid += 100;
    forget();
  });
  const forget = () => {
    statements.length = 0;
    roundTrips = 0;
  };
  const put = (collection: string, ttl: number | null = null, engine = other) =>
    engine.put({ uid, collection, unmodifiedSince: null, bso: { ...bso, ttl } });
  const ids = async (more: Partial<ReadCommand> = {}) => {
    const { records, modified } = await reader.readCollection({ uid, ...page, ...more });
    return { ids: records.map(({ id }) => id), modified };
  };

  it('tells the stamps of every write at once, whoever has written', async () => {
    expect(await reader.collectionStamps(uid)).toEqual({ modified: 0, collections: [] });
    for (let i = 0; i < 30; i++) {
      const { modified } = await put(`c${i % 5}`, null, i % 2 ? reader : other);
      for (const engine of [reader, reader, other]) {
        const facts = await engine.collectionStamps(uid);
        expect(facts.modified).toBe(modified);
        expect(facts.collections).toHaveLength(Math.min(i + 1, 5));
        expect(facts.collections).toContainEqual({ name: `c${i % 5}`, value: modified });
      }
    }
    await other.deleteCollection({ uid, collection: 'c1', unmodifiedSince: null });
    expect((await reader.collectionStamps(uid)).collections.map(({ name }) => name)).not.toContain('c1');
    await other.deleteStorage({ uid, unmodifiedSince: null });
    expect((await reader.collectionStamps(uid)).collections).toEqual([]);
    await other.deleteUser(uid);
    expect(await reader.collectionStamps(uid)).toEqual({ modified: 0, collections: [] });
  });

  it('asks for many users at once, each of whom is told what is theirs', async () => {
    const users = Array.from({ length: 40 }, (_, i) => uid + i);
    const stamps = new Map<number, number>();
    for (const user of users.filter((_, i) => i % 3 > 0)) {
      const target = { uid: user, collection: `of${user}`, unmodifiedSince: null, bso };
      stamps.set(user, (await other.put(target)).modified);
    }
    for (let round = 0; round < 3; round++) {
      forget();
      const answers = await Promise.all([...users, ...users].map((user) => reader.collectionStamps(user)));
      for (const [i, { modified, collections }] of answers.entries()) {
        const user = users[i % users.length]!;
        const stamp = stamps.get(user);
        expect(modified).toBe(stamp ?? 0);
        expect(collections).toEqual(stamp === undefined ? [] : [{ name: `of${user}`, value: stamp }]);
      }
      expect(statements).toHaveLength(2);
      const { modified } = await other.put({ uid: uid + 4, collection: `of${uid + 4}`, unmodifiedSince: null, bso });
      stamps.set(uid + 4, modified);
    }
  });

  it('reads a page again only when its collection has changed', async () => {
    const first = await put('clients');
    expect(await ids()).toEqual({ ids: ['a'], modified: first.modified });
    forget();
    for (let i = 0; i < 3; i++) expect(await ids()).toEqual({ ids: ['a'], modified: first.modified });
    // The rest of the storage may change.
    await put('tabs');
    expect(await ids()).toEqual({ ids: ['a'], modified: first.modified });
    expect(statements.filter((sql) => sql.includes('storage_bsos'))).toEqual([]);

    await other.deleteBso({ uid, collection: 'clients', id: 'a', unmodifiedSince: null });
    expect((await ids()).ids).toEqual([]);
    const last = await put('clients');
    // As a sync does it: with the stamps known, the page that was kept is not asked about.
    await reader.collectionStamps(uid);
    forget();
    expect(await ids()).toEqual({ ids: ['a'], modified: last.modified });
    expect(roundTrips).toBe(1);
  });

  it('gives each question its own page', async () => {
    const { modified } = await put('clients');
    expect((await ids()).ids).toEqual(['a']);
    expect((await ids({ newer: modified })).ids).toEqual([]);
    expect((await ids()).ids).toEqual(['a']);
    expect((await ids({ older: modified })).ids).toEqual([]);
    expect((await ids({ ids: ['b'] })).ids).toEqual([]);
    // What a condition forbids is not read, and so must not be kept.
    expect((await ids({ modifiedSince: modified })).modified).toBe(modified);
    expect((await ids()).ids).toEqual(['a']);
  });

  it('reads while writes hold all the connections that there are for writes', async () => {
    await put('clients');
    await put('tabs');
    const pool = openMariadbPool(url);
    const lent = await takeConnection(pool);
    const elsewhere = lent.promise();
    await elsewhere.query('START TRANSACTION');
    await elsewhere.query('UPDATE storage_users SET writes = writes + 1 WHERE uid = ?', [uid]);
    let ended = 0;
    const writes = Array.from({ length: 12 }, async () => {
      await put('tabs', null, reader);
      ended++;
    });
    const [{ waiting }] = await waitFor(elsewhere, (list) => list[0]!.waiting >= 6);
    expect(waiting).toBe(6);
    expect((await ids()).ids).toEqual(['a']);
    expect((await reader.collectionStamps(uid)).collections).toHaveLength(2);
    expect(await reader.readBso(uid, 'tabs', 'a')).toMatchObject({ payload: 'x' });
    expect(ended).toBe(0);
    await elsewhere.query('ROLLBACK');
    lent.release();
    await endPool(pool);
    await Promise.all(writes);
  });

  it('keeps no page with many records, be they ever so small, and no stamps of hundreds of collections', async () => {
    const bsos = Array.from({ length: 101 }, (_, i) => ({ ...bso, id: `r${i}` }));
    const post = (collection: string, some: typeof bsos) =>
      other.post({ uid, collection, unmodifiedSince: null, bsos: some });
    await post('clients', bsos.slice(0, 50));
    expect((await ids()).ids).toHaveLength(50);
    forget();
    expect((await ids()).ids).toHaveLength(50);
    expect(statements.filter((sql) => sql.includes('storage_bsos'))).toEqual([]);
    await post('clients', bsos);
    expect((await ids()).ids).toHaveLength(101);
    forget();
    expect((await ids()).ids).toHaveLength(101);
    expect(statements.filter((sql) => sql.includes('storage_bsos'))).toHaveLength(1);

    for (let i = 0; i < 101; i++) {
      clock += 10;
      await put(`c${i}`);
    }
    const looks: object[] = [];
    for (let i = 0; i < 2; i++) looks.push(await reader.collectionStamps(uid));
    expect(looks[0]).toEqual(looks[1]);
    expect(looks[0]).not.toBe(looks[1]);
  });

  it('gives no record beyond its time', async () => {
    await put('clients', 60);
    expect((await ids()).ids).toEqual(['a']);
    clock += 59_000;
    forget();
    expect((await ids()).ids).toEqual(['a']);
    expect(statements.filter((sql) => sql.includes('storage_bsos'))).toEqual([]);
    clock += 2000;
    expect((await ids()).ids).toEqual([]);
    clock -= 30_000;
  });
});
