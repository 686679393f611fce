import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../testing/mariadb.ts';
import { conditionOf } from './database-conditions.ts';

/** What is the matter when `work` fails; it must. */
async function conditionWhen(work: () => unknown): Promise<unknown> {
  let error: unknown;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
  }
  expect(error, 'nothing failed').toBeDefined();
  const { errno, code } = error as { errno?: number; code?: string };
  return { condition: conditionOf(error), is: errno ?? code };
}

async function repeatedly(times: number, work: (i: number) => unknown): Promise<void> {
  for (let i = 0; i < times; i++) await work(i);
}

/** Limits the size of files that a process may write, which fails as on a full disk. */
const limitFiles = (pid: number, limit: number | 'unlimited') =>
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]);

describe('what is the matter with SQLite', () => {
  let dir: string;
  let file: string;
  const open: BetterSqlite3.Database[] = [];
  const connect = (options: BetterSqlite3.Options = {}) => {
    const db = new BetterSqlite3(file, { timeout: 0, ...options });
    open.push(db);
    return db;
  };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
    file = join(dir, 'db');
    connect().exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x TEXT)');
  });
  afterEach(() => {
    for (const db of open.splice(0)) db.close();
    rmSync(dir, { recursive: true });
  });
  const insert = (db: BetterSqlite3.Database) => db.prepare("INSERT INTO t VALUES (printf('%.100000c', 'x'))").run();

  it('is told by what it says', async () => {
    const full = connect();
    full.exec('PRAGMA max_page_count = 20');
    expect(await conditionWhen(() => repeatedly(9, () => insert(full)))).toEqual({
      condition: 'full',
      is: 'SQLITE_FULL',
    });
    const busy = connect();
    open[0]!.exec('BEGIN IMMEDIATE');
    expect(await conditionWhen(() => insert(busy))).toEqual({ condition: 'busy', is: 'SQLITE_BUSY' });
    open[0]!.exec('ROLLBACK');
    const readOnly = connect({ readonly: true });
    expect(await conditionWhen(() => insert(readOnly))).toEqual({ condition: 'read only', is: 'SQLITE_READONLY' });
    file = join(dir, 'nowhere', '..');
    expect(await conditionWhen(() => connect())).toEqual({ condition: 'unreachable', is: 'SQLITE_CANTOPEN' });
  });

  it('is told when its files fail', async () => {
    const db = connect();
    limitFiles(process.pid, 200_000);
    try {
      expect(await conditionWhen(() => repeatedly(9, () => insert(db)))).toMatchObject({
        condition: expect.stringMatching(/full|failing/),
        is: expect.stringMatching(/SQLITE_(IOERR|FULL)/),
      });
    } finally {
      limitFiles(process.pid, 'unlimited');
    }
    expect(() => insert(db)).not.toThrow();
  });

  it('is told when it is damaged', async () => {
    insert(open[0]!);
    for (const db of open.splice(0)) db.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xaa, 4096, 8192));
    expect(await conditionWhen(() => insert(connect()))).toEqual({ condition: 'damaged', is: 'SQLITE_CORRUPT' });
    writeFileSync(file, 'this is not a database, but a text that is long enough to be looked at');
    expect(await conditionWhen(() => insert(connect()))).toEqual({ condition: 'damaged', is: 'SQLITE_NOTADB' });
  });
});

describe.skipIf(!hasMariadb())('what is the matter with MariaDB', () => {
  let server: MariadbServer;
  let root: Connection;
  const open: Connection[] = [];
  const start = async (options: string[]) => {
    server = await startMariadb(options);
    const url = new URL(await server.createDatabase());
    place = { socketPath: url.searchParams.get('socket')!, database: url.pathname.slice(1) };
    root = await connect('root');
    await root.query('CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, x MEDIUMTEXT)');
    await root.query("INSERT INTO t (x) SELECT REPEAT('x', 700) FROM seq_1_to_100");
  };
  let place: { socketPath: string; database: string };
  const connect = async (user: string) => {
    const connection = await createConnection({ ...place, user });
    connection.on('error', () => {});
    open.push(connection);
    return connection;
  };
  const addRows = (count: number) =>
    repeatedly(count, () => root.query("INSERT INTO t (x) SELECT REPEAT('x', 700) FROM seq_1_to_100"));
  afterAll(() => server?.stop());

  describe('in daily life', () => {
    beforeAll(async () => {
      await start(['--max-allowed-packet=16M']);
      await root.query("CREATE USER plain@localhost IDENTIFIED BY ''");
      await root.query(`GRANT ALL ON ${place.database}.* TO plain@localhost`);
    });
    afterAll(() => server.stop());
    /** Gives the plain user a limit, and a connection to reach it with. */
    const limited = async (limit: string, work: (connection: Connection) => unknown) => {
      await root.query(`ALTER USER plain@localhost WITH ${limit}`);
      try {
        const connection = await connect('plain');
        return await conditionWhen(() => work(connection));
      } finally {
        for (const each of open.splice(1)) each.destroy();
        await root.query(
          'ALTER USER plain@localhost WITH MAX_QUERIES_PER_HOUR 0 MAX_UPDATES_PER_HOUR 0 MAX_USER_CONNECTIONS 0',
        );
      }
    };
    /** Waits until the statement of a connection runs. */
    const isRunning = (victim: { threadId: number }) =>
      expect
        .poll(async () => {
          const sql = "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE id = ? AND info LIKE 'UPDATE%'";
          const [rows] = await root.query(sql, [victim.threadId]);
          return Number((rows as { n: number }[])[0]!.n);
        })
        .toBe(1);
    /** Interrupts a statement of a connection while it runs. */
    const interrupted = (how: string) =>
      conditionWhen(async () => {
        const victim = await connect('root');
        const running = victim.query('UPDATE t SET x = SLEEP(20)');
        running.catch(() => {});
        await isRunning(victim);
        await root.query(`${how} ${victim.threadId}`);
        await running;
      });

    it('is told of limits', async () => {
      const overLimit = { condition: 'limited', is: 1226 };
      expect(await limited('MAX_QUERIES_PER_HOUR 2', (it) => repeatedly(9, () => it.query('SELECT 1')))).toEqual(
        overLimit,
      );
      expect(await limited('MAX_UPDATES_PER_HOUR 1', (it) => repeatedly(9, () => it.query('DELETE FROM t')))).toEqual(
        overLimit,
      );
      expect(await limited('MAX_USER_CONNECTIONS 1', () => connect('plain'))).toEqual(overLimit);
      await root.query('SET GLOBAL max_connections = 10');
      expect(await conditionWhen(() => repeatedly(30, () => connect('plain')))).toEqual({
        condition: 'limited',
        is: 1040,
      });
      for (const each of open.splice(1)) each.destroy();
      await root.query('SET GLOBAL max_connections = 100');
    });

    it('is told of a server, and of a transaction, that only reads', async () => {
      await root.query('SET GLOBAL read_only = 1');
      const plain = await connect('plain');
      expect(await conditionWhen(() => plain.query('DELETE FROM t'))).toEqual({ condition: 'read only', is: 1290 });
      await root.query('SET GLOBAL read_only = 0');
      await plain.query('START TRANSACTION READ ONLY');
      expect(await conditionWhen(() => plain.query('DELETE FROM t'))).toEqual({ condition: 'read only', is: 1792 });
    });

    it('is told of packets and locks', async () => {
      await root.query('SET GLOBAL max_allowed_packet = 16384');
      const plain = await connect('plain');
      await root.query('SET GLOBAL max_allowed_packet = 16777216');
      const large = 'x'.repeat(20_000);
      expect(await conditionWhen(() => plain.query('INSERT INTO t (x) VALUES (?)', [large]))).toEqual({
        condition: 'too large',
        is: 1153,
      });
      expect(await conditionWhen(() => root.query("INSERT INTO t (x) SELECT REPEAT('x', 17000000)"))).toEqual({
        condition: 'too large',
        is: 1301,
      });
      const [one, other] = [await connect('root'), await connect('root')];
      await other.query('SET innodb_lock_wait_timeout = 1');
      await one.query('BEGIN');
      await one.query("INSERT INTO t (id, x) VALUES (100000, '')");
      expect(await conditionWhen(() => other.query("INSERT INTO t (id, x) VALUES (100000, '')"))).toEqual({
        condition: 'busy',
        is: 1205,
      });
      await one.query('ROLLBACK');
    });

    it('is told of statements that somebody ends, and of the end of the server', async () => {
      await addRows(1);
      expect(await interrupted('KILL QUERY')).toEqual({ condition: 'stopping', is: 1317 });
      await root.query('SET max_statement_time = 0.2');
      expect(await conditionWhen(() => root.query('UPDATE t SET x = SLEEP(1)'))).toEqual({
        condition: 'stopping',
        is: 1969,
      });
      await root.query('SET max_statement_time = 0');
      expect(await interrupted('KILL')).toMatchObject({ condition: 'unreachable' });
      // What a test can't bring about, in the server's own words.
      const says = (number: number) =>
        conditionWhen(() => root.query(`SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${number}, MESSAGE_TEXT = 'so'`));
      expect(await says(1021)).toEqual({ condition: 'full', is: 1021 });
      expect(await says(1030)).toEqual({ condition: 'failing', is: 1030 });
      expect(await says(1053)).toEqual({ condition: 'stopping', is: 1053 });
      expect(await says(1836)).toEqual({ condition: 'read only', is: 1836 });
      const victim = await connect('root');
      const running = victim.query('UPDATE t SET x = SLEEP(20)');
      running.catch(() => {});
      await isRunning(victim);
      await root.query('SHUTDOWN').catch(() => {});
      expect(await conditionWhen(() => running)).toMatchObject({ condition: 'unreachable' });
      expect(await conditionWhen(() => victim.query('SELECT 1'))).toMatchObject({ condition: 'unreachable' });
      expect(await conditionWhen(() => connect('root'))).toMatchObject({ condition: 'unreachable' });
    });
  });

  it('is told of a table space that is full', async () => {
    await start(['--innodb-file-per-table=0', '--innodb-data-file-path=ibdata1:12M']);
    expect(await conditionWhen(() => addRows(300))).toEqual({ condition: 'full', is: 1114 });
    await server.stop();
  });

  it('is told of a disk that is full while the binary log or a temporary file is written', async () => {
    await start(['--log-bin', '--binlog-format=ROW', '--innodb-log-file-size=4M']);
    limitFiles(server.pid, 30_000_000);
    await root.query('SET binlog_format = STATEMENT');
    const change = () => root.query('INSERT INTO t (x) VALUES (LENGTH(?))', ['x'.repeat(1_000_000)]);
    const binaryLog = await conditionWhen(() => repeatedly(40, change));
    expect([3, 1026].map((is) => ({ condition: 'full', is }))).toContainEqual(binaryLog);
    limitFiles(server.pid, 14_000_000);
    const sort = 'SELECT SQL_BUFFER_RESULT REPEAT(seq, 150) y FROM seq_1_to_100000 ORDER BY y DESC LIMIT 99990, 1';
    await root.query('SET sort_buffer_size = 32768');
    expect(await conditionWhen(() => root.query(sort))).toEqual({ condition: 'full', is: 3 });
    await server.stop();
  });
});

it.each([
  new Error('bug'),
  Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }),
  Object.assign(new Error('x'), { errno: 1062, code: 'ER_DUP_ENTRY' }),
  Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }),
  undefined,
  'text',
])('nothing is the matter with a database that complains of %o', (thrown) => {
  expect(conditionOf(thrown)).toBeUndefined();
});
