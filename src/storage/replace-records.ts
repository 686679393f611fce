import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { SaidError } from '../failures/said-error.ts';
import { chargeSql } from './engines/sql/charge.ts';
import { withNewSyncIds } from './renew-sync.ts';

/** Records can't be brought back so that browsers understand them; the message says why and what to do. */
export class ReplaceRefusedError extends SaidError {}

/** Whose records are replaced by whose: a uid of another database. */
export interface Replacement {
  from: Database;
  fromUid: number;
  to: Database;
  toUid: number;
  /** The only collection that is replaced; undefined: everything that the person has. */
  collection?: string;
  /** Milliseconds. */
  now: number;
}

// Far below SQLite's 32,766 parameters; the bytes, far below MariaDB's packet.
const rowsAtOnce = 500;
const bytesAtOnce = 1_000_000;

/** Collections that belong to the storage itself; one of them alone makes no sense of the others. */
const bookkeeping = new Set(['meta', 'crypto']);

/**
 * Replaces one user's records in one transaction, which takes the user's lock as every write does, so that workers go on
 * meanwhile. What comes back gets a stamp above all that were given, and meta/global new sync ids, of this collection's engine or of
 * all: each browser then reconciles what it has with what is here (sync15.md §20.17). Open uploads end.
 *
 * @returns How many records each collection has now.
 * @throws {ReplaceRefusedError} When the collection is none that can be replaced alone, or is encrypted with other keys now.
 */
export async function replaceRecords(replacement: Replacement): Promise<Record<string, number>> {
  const { from, fromUid, to, toUid, collection, now } = replacement;
  if (collection !== undefined) await refuseAlone(replacement, collection);
  const time = Math.floor(now / 10);
  const ofCollection = collection === undefined ? sql`` : sql` AND collection = ${collection}`;
  return to.transaction(async (tx) => {
    const stamp = await lockUser(tx, toUid, time);
    await sql`DELETE FROM storage_staged WHERE uid = ${toUid} AND batch IN
      (SELECT id FROM storage_batches WHERE uid = ${toUid}${ofCollection})`.execute(tx);
    await sql`DELETE FROM storage_batches WHERE uid = ${toUid}${ofCollection}`.execute(tx);
    // For those who keep versions, what a restore replaces is one too.
    await sql`INSERT INTO storage_versions (uid, collection, replaced, id, modified, sortindex, payload, size, expiry)
      SELECT b.uid, b.collection, ${stamp}, b.id, b.modified, b.sortindex, b.payload, b.size, b.expiry FROM storage_bsos b
      JOIN storage_users u ON u.uid = b.uid AND u.kept_since IS NOT NULL WHERE b.uid = ${toUid}${ofCollection}`.execute(
      tx,
    );
    await sql`DELETE FROM storage_bsos WHERE uid = ${toUid}${ofCollection}`.execute(tx);
    const ofName = collection === undefined ? sql`` : sql` AND name = ${collection}`;
    await sql`DELETE FROM storage_collections WHERE uid = ${toUid}${ofName}`.execute(tx);
    for await (const rows of storedRecords(from, fromUid, collection, time)) {
      const values = rows.map((row) => ({ ...row, uid: toUid, modified: stamp }));
      await tx.insertInto('storage_bsos').values(values).execute();
    }
    await countAgain(tx, toUid, stamp, collection);
    await renewIds(tx, replacement, stamp);
    const counted = await sql<{ name: string; records: number }>`
      SELECT c.name, (SELECT COUNT(*) FROM storage_bsos b WHERE b.uid = c.uid AND b.collection = c.name) AS records
      FROM storage_collections c WHERE c.uid = ${toUid} AND c.modified = ${stamp} ORDER BY c.name`.execute(tx);
    const wanted = counted.rows.filter(({ name }) => collection === undefined || name === collection);
    return Object.fromEntries(wanted.map(({ name, records }) => [name, Number(records)]));
  });
}

async function refuseAlone({ from, fromUid, to, toUid }: Replacement, collection: string): Promise<void> {
  if (bookkeeping.has(collection)) {
    throw new ReplaceRefusedError(
      `"${collection}" can't be restored alone: leave --collection out to restore everything.`,
      { id: 'not alone', facts: { collection } },
    );
  }
  const { rows } = await sql`SELECT id FROM storage_bsos WHERE uid = ${fromUid} AND collection = ${collection}
    LIMIT 1`.execute(from.query);
  if (rows.length === 0) {
    throw new ReplaceRefusedError(
      `The archive holds no collection "${collection}" of this person. Usual names are bookmarks, history, passwords, forms, prefs, ` +
        'addons, tabs, addresses and creditcards.',
      { id: 'no such collection', facts: { collection } },
    );
  }
  const [then, today] = [await payloadOf(from.query, fromUid, 'keys'), await payloadOf(to.query, toUid, 'keys')];
  if (then === today) return;
  throw new ReplaceRefusedError(
    `The sync keys of this person (crypto/keys) have changed since, so browsers couldn't read "${collection}" of then beside the rest ` +
      'of now. Leave --collection out: then the keys come back with everything else.',
    { id: 'other sync keys', facts: { collection } },
  );
}

/** Takes the user's write lock, as the engines do (sql/lock.ts), and gives out a stamp. */
async function lockUser(tx: Kysely<Schema>, uid: number, time: number): Promise<number> {
  const { numAffectedRows } = await sql`UPDATE storage_users SET previous = modified, writes = writes + 1,
    modified = CASE WHEN modified >= ${time} THEN modified + 1 ELSE ${time} END WHERE uid = ${uid}`.execute(tx);
  if (Number(numAffectedRows ?? 0) === 0) {
    await tx.insertInto('storage_users').values({ uid, modified: time, previous: 0, writes: 1 }).execute();
  }
  const row = await tx.selectFrom('storage_users').select('modified').where('uid', '=', uid).executeTakeFirstOrThrow();
  return Number(row.modified);
}

async function* storedRecords(from: Database, uid: number, collection: string | undefined, time: number) {
  let after = { collection: '', id: '' };
  for (;;) {
    const rows = await from.query
      .selectFrom('storage_bsos')
      .select(['collection', 'id', 'sortindex', 'payload', 'size', 'expiry', 'parentid', 'predecessorid'])
      .where('uid', '=', uid)
      .$if(collection !== undefined, (select) => select.where('collection', '=', collection!))
      .where(({ or, eb }) => or([eb('expiry', 'is', null), eb('expiry', '>', time)]))
      .where(sql<boolean>`(collection, id) > (${after.collection}, ${after.id})`)
      .orderBy('collection')
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)!;
    let part: typeof rows = [];
    let bytes = 0;
    for (const row of rows) {
      if (part.length > 0 && bytes + row.size > bytesAtOnce) {
        yield part;
        part = [];
        bytes = 0;
      }
      part.push(row);
      bytes += row.size;
    }
    yield part;
  }
}

async function countAgain(tx: Kysely<Schema>, uid: number, stamp: number, collection?: string): Promise<void> {
  const only = collection === undefined ? sql`` : sql` AND collection = ${collection}`;
  await sql`INSERT INTO storage_collections (uid, name, modified, bytes, charge)
    SELECT uid, collection, ${stamp}, SUM(size), SUM(${sql.raw(chargeSql('size'))}) FROM storage_bsos
    WHERE uid = ${uid}${only} GROUP BY uid, collection`.execute(tx);
}

async function renewIds(tx: Kysely<Schema>, replacement: Replacement, stamp: number): Promise<void> {
  const { from, fromUid, toUid, collection } = replacement;
  const now = await payloadOf(tx, toUid, 'global');
  if (now === undefined) return;
  const renewed =
    collection === undefined
      ? withNewSyncIds(now)
      : withEngineOf(now, withNewSyncIds((await payloadOf(from.query, fromUid, 'global')) ?? '{}'), collection);
  if (renewed === undefined) return;
  const size = Buffer.byteLength(renewed);
  await sql`UPDATE storage_bsos SET payload = ${renewed}, size = ${size}, modified = ${stamp}
    WHERE uid = ${toUid} AND collection = 'meta' AND id = 'global'`.execute(tx);
  await sql`DELETE FROM storage_collections WHERE uid = ${toUid} AND name = 'meta'`.execute(tx);
  await countAgain(tx, toUid, stamp, 'meta');
}

/**
 * meta/global of now with the entry that an engine had then, under a new sync id: a browser that finds no entry for an engine
 * deletes its collection. Undefined when either can't be read.
 */
function withEngineOf(now: string, then: string | undefined, engine: string): string | undefined {
  try {
    const meta = JSON.parse(now) as { engines?: Record<string, unknown>; declined?: string[] };
    const entry = JSON.parse(then ?? '').engines?.[engine] as unknown;
    if (entry === undefined) return undefined;
    meta.engines = { ...meta.engines, [engine]: entry };
    return JSON.stringify(meta);
  } catch {
    return undefined;
  }
}

async function payloadOf(db: Kysely<Schema>, uid: number, id: 'global' | 'keys'): Promise<string | undefined> {
  const collection = id === 'global' ? 'meta' : 'crypto';
  const row = await db
    .selectFrom('storage_bsos')
    .select('payload')
    .where('uid', '=', uid)
    .where('collection', '=', collection)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.payload ?? undefined;
}
