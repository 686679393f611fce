import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { Engine } from '../engines.ts';

/** A database of another Sync server, as a test fills it. */
export interface SourceServer {
  /** For `foxden import --from`. */
  url: string;
  /** Runs statements. */
  run(...statements: string[]): Promise<void>;
  /** Adds a row; values in the order of the columns. */
  insert(table: string, ...values: (string | number | null)[]): Promise<void>;
  close(): Promise<void>;
}

/** Makes an empty database of the same kind as the engine. */
export async function startSource(engine: Engine): Promise<SourceServer> {
  const env = await engine.env();
  const insertSql = (table: string, values: unknown[]) =>
    `INSERT INTO ${table} VALUES (${values.map(() => '?').join()})`;
  if (env.FOXDEN_DATABASE_URL) {
    const url = env.FOXDEN_DATABASE_URL;
    const { searchParams, pathname } = new URL(url);
    const connection = await createConnection({
      socketPath: searchParams.get('socket')!,
      user: 'root',
      database: pathname.slice(1),
      charset: 'utf8mb4',
    });
    return {
      url,
      async run(...statements) {
        for (const statement of statements) await connection.query(statement);
      },
      async insert(table, ...values) {
        await connection.query(insertSql(table, values), values);
      },
      close: () => connection.end(),
    };
  }
  const file = join(env.FOXDEN_DATA_DIR!, 'other-server.db');
  const db = new BetterSqlite3(file);
  return {
    url: `sqlite:${file}`,
    async run(...statements) {
      for (const statement of statements) db.exec(statement);
    },
    async insert(table, ...values) {
      db.prepare(insertSql(table, values)).run(values);
    },
    async close() {
      db.close();
    },
  };
}

/** Connects to an empty PostgreSQL database. */
export async function startPostgresSource(url: string): Promise<SourceServer> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return {
    url,
    async run(...statements) {
      for (const statement of statements) await client.query(statement);
    },
    async insert(table, ...values) {
      await client.query(`INSERT INTO ${table} VALUES (${values.map((_, i) => `$${i + 1}`).join()})`, values);
    },
    close: () => client.end(),
  };
}

const bso = (table: string, expiry: string) => `CREATE TABLE ${table} (
  userid BIGINT NOT NULL, collection INT NOT NULL, id VARCHAR(64) NOT NULL, sortindex INT, modified BIGINT NOT NULL,
  payload MEDIUMTEXT NOT NULL, payload_size INT, ttl ${expiry}, PRIMARY KEY (userid, collection, id)
)`;
const userCollections = `CREATE TABLE user_collections (
  userid BIGINT NOT NULL, collection INT NOT NULL, last_modified BIGINT NOT NULL, PRIMARY KEY (userid, collection)
)`;

/** Tables of syncstorage-rs: storage (sync15.md §15). */
export const rustStorage = [
  bso('bso', 'BIGINT NOT NULL'),
  'CREATE TABLE collections (id INT NOT NULL PRIMARY KEY, name VARCHAR(32) NOT NULL)',
  userCollections,
  'CREATE TABLE batch_uploads (batch BIGINT NOT NULL, userid BIGINT NOT NULL, collection INT NOT NULL)',
  "INSERT INTO collections VALUES (1,'clients'),(2,'crypto'),(3,'forms'),(4,'history'),(5,'keys'),(6,'meta')",
  "INSERT INTO collections VALUES (7,'bookmarks'),(8,'prefs'),(9,'tabs'),(10,'passwords'),(11,'addons')",
  "INSERT INTO collections VALUES (12,'addresses'),(13,'creditcards'),(100,''),(101,'extension-storage')",
];

/** Tables of the token server of syncstorage-rs (sync15.md §17.10). */
export const rustTokens = [
  'CREATE TABLE services (id INT NOT NULL PRIMARY KEY, service VARCHAR(30), pattern VARCHAR(128))',
  `CREATE TABLE nodes (
    id BIGINT NOT NULL PRIMARY KEY, service INT NOT NULL, node VARCHAR(64) NOT NULL, available INT NOT NULL,
    current_load INT NOT NULL, capacity INT NOT NULL, downed INT NOT NULL, backoff INT NOT NULL
  )`,
  `CREATE TABLE users (
    uid BIGINT NOT NULL PRIMARY KEY, service INT NOT NULL, email VARCHAR(255) NOT NULL, generation BIGINT NOT NULL,
    client_state VARCHAR(32) NOT NULL, created_at BIGINT NOT NULL, replaced_at BIGINT, nodeid BIGINT NOT NULL,
    keys_changed_at BIGINT
  )`,
  "INSERT INTO services VALUES (3, 'sync-1.5', '{node}/1.5/{uid}'), (4, 'queuey-1.0', '{node}/{uid}')",
];

/**
 * Tables of syncstorage-rs on PostgreSQL: storage (sync15.md §15).
 *
 * @param stamp - Type of stamps; the first releases had TIMESTAMP.
 */
export const rustStoragePostgres = (stamp: 'TIMESTAMPTZ' | 'TIMESTAMP' = 'TIMESTAMPTZ') => [
  `CREATE TABLE user_collections (
    user_id BIGINT NOT NULL, collection_id INTEGER NOT NULL, modified ${stamp} NOT NULL, count BIGINT, total_bytes BIGINT,
    PRIMARY KEY (user_id, collection_id)
  )`,
  `CREATE TABLE bsos (
    user_id BIGINT NOT NULL, collection_id INTEGER NOT NULL, bso_id TEXT NOT NULL, sortindex INTEGER,
    payload TEXT NOT NULL, modified ${stamp} NOT NULL, expiry ${stamp} NOT NULL,
    PRIMARY KEY (user_id, collection_id, bso_id),
    FOREIGN KEY (user_id, collection_id) REFERENCES user_collections ON DELETE CASCADE
  )`,
  'CREATE TABLE collections (collection_id INTEGER PRIMARY KEY, name VARCHAR(32) NOT NULL UNIQUE)',
  'CREATE TABLE batches (user_id BIGINT NOT NULL, collection_id INTEGER NOT NULL, batch_id UUID NOT NULL)',
  "INSERT INTO collections VALUES (1,'clients'),(7,'bookmarks'),(9,'tabs'),(101,'extension-storage')",
];

/** Tables of the Python all-in-one server; with `shards`, as many tables of records. */
export const pythonServer = (shards = 0) => [
  ...(shards === 0 ? ['bso'] : Array.from({ length: shards }, (_, i) => `bso${i}`)).map((table) =>
    bso(table, 'INT DEFAULT 2100000000'),
  ),
  'CREATE TABLE collections (collectionid INT NOT NULL PRIMARY KEY, name VARCHAR(32) NOT NULL)',
  userCollections,
  `CREATE TABLE users (
    uid INT NOT NULL PRIMARY KEY, service VARCHAR(32) NOT NULL, email VARCHAR(255) NOT NULL, generation BIGINT NOT NULL,
    client_state VARCHAR(32) NOT NULL, created_at BIGINT NOT NULL, replaced_at BIGINT
  )`,
];

/** Tables of the Sync 1.1 server of 2013 (sync11.md §5.3); with `shards`, as many tables of records. */
export const serverFull = (shards = 0) => [
  `CREATE TABLE user (
    userid INT NOT NULL PRIMARY KEY, username VARCHAR(32) NOT NULL, password VARCHAR(128), mail VARCHAR(64),
    mailVerified INT, accountStatus INT, syncNode VARCHAR(64)
  )`,
  'CREATE TABLE collections (userid INT NOT NULL, collectionid INT NOT NULL, name VARCHAR(32) NOT NULL)',
  ...(shards === 0 ? ['wbo'] : Array.from({ length: shards }, (_, i) => `wbo${i}`)).map(
    (table) => `CREATE TABLE ${table} (
      username INT NOT NULL, collection INT NOT NULL, id VARCHAR(64) NOT NULL, parentid VARCHAR(64),
      predecessorid VARCHAR(64), sortindex INT, modified BIGINT, payload MEDIUMTEXT, payload_size INT, ttl INT,
      PRIMARY KEY (username, collection, id)
    )`,
  ),
];
