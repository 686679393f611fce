import { withRetry } from '../../../database/retry.ts';
import { purgeChunk as chunk, type ExpiredRow, type PurgeSteps, restAfter, sizesByCollection } from '../purge.ts';
import type { EngineSettings } from '../settings.ts';
import { purgeSql, purgeTargets } from '../sql/purge.ts';
import { writes } from '../sql/writes.ts';
import { trimVersions, type VersionSteps } from '../versions.ts';
import { sql } from './sql.ts';
import type { SqliteReaders } from './sqlite-readers.ts';
import type { SqliteWriter } from './sqlite-writer.ts';
import type { Parameters } from './statements.ts';

/** Each page that is given back may move another, and all of them are written in one commit. */
const pagesAtOnce = 100;

type Target = (typeof purgeTargets)[keyof typeof purgeTargets];

const some = ({ table, where, returning }: Target) =>
  `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${where} LIMIT :chunk) RETURNING ${returning}`;

/** The steps of a purge on SQLite. */
export function sqlitePurge(
  readers: SqliteReaders,
  writer: SqliteWriter,
  versions: VersionSteps,
  settings: EngineSettings,
): PurgeSteps {
  const remove = (target: Target, parameters: Parameters) =>
    writer.run(({ sql }) => sql.all(some(target), { ...parameters, chunk }).length);
  return {
    // What the writer is given at once it puts into one transaction, until that has lasted long enough.
    usersAtOnce: 100,
    usersAfter: async (after, now) =>
      readers.small
        .all<{ uid: number; hasExpired: number; keepsVersions: number }>(purgeSql.usersAfter, { after, now, chunk })
        .map((row) => ({ uid: row.uid, hasExpired: row.hasExpired === 1, keepsVersions: row.keepsVersions === 1 })),
    purgeExpired: (uid, now) =>
      writer.run(({ sql }) => {
        const rows = sql.all<ExpiredRow>(some(purgeTargets.expired), { uid, now, chunk });
        for (const [collection, removed] of sizesByCollection(rows)) {
          sql.run(purgeSql.shrinkCollection, { uid, collection, ...removed });
        }
        return rows.length;
      }),
    trimVersions: (uid, now) => trimVersions(versions, uid, settings.versions, now),
    batchesBefore: async (cut) => readers.small.all(purgeSql.batchesBefore, { cut, chunk }),
    purgeStaged: (uid, batch) => remove(purgeTargets.stagedOfBatch, { uid, batch }),
    dropBatch: (uid, batch) => writer.run(({ sql }) => void sql.run(writes.dropBatch, { uid, batch })),
    purgeUser: async (uid) =>
      (await remove(purgeTargets.bsos, { uid })) ||
      (await versions.remove(uid, Number.MAX_SAFE_INTEGER)) ||
      remove(purgeTargets.staged, { uid }),
    dropUser: (uid) =>
      writer.run(({ sql }) => {
        for (const statement of [
          writes.dropAllBsos,
          writes.dropAllVersions,
          writes.dropAllStaged,
          writes.dropAllBatches,
        ]) {
          sql.run(statement, { uid });
        }
        sql.run(writes.dropAllCollections, { uid });
        sql.run(writes.dropUser, { uid });
      }),
    giveSpaceBack: () => giveSpaceBack(readers, writer),
  };
}

/** How versions of records are reached on SQLite. */
export function sqliteVersionSteps(readers: SqliteReaders, writer: SqliteWriter): VersionSteps {
  return {
    read: <Row>(statement: string, parameters: Parameters) =>
      withRetry(() => readers.small.all<Row>(statement, parameters)),
    keep: sql.keepFromNow,
    write: (statement, parameters) => writer.run((tx) => void tx.sql.run(statement, parameters)),
    remove: (uid, cut) => writer.run((tx) => tx.sql.all(some(purgeTargets.versions), { uid, cut, chunk }).length),
  };
}

/** Shrinks the database file by its unused pages, a bit at a time. */
async function giveSpaceBack(readers: SqliteReaders, writer: SqliteWriter): Promise<void> {
  const free = () => readers.small.get<{ freelist_count: number }>('PRAGMA freelist_count', {})!.freelist_count;
  for (let before = Number.POSITIVE_INFINITY, now = free(); now > 0 && now < before; now = free()) {
    before = now;
    // Not as a prepared statement: each of its steps gives one page back, and running one takes a single step.
    await restAfter(() =>
      writer.run(({ sql }) => void sql.connection.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`)),
    );
  }
}
