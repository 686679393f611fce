import { withRetry, withRetryAtOnce } from '../../../database/retry.ts';
import { openSqlite } from '../../../database/sqlite-connection.ts';
import type { Bso } from '../../commands.ts';
import type { CollectionSize, StorageEngine } from '../../engine.ts';
import { stampOf } from '../../stamp.ts';
import { factsOf } from '../facts.ts';
import { deleteUser, purge } from '../purge.ts';
import type { EngineSettings } from '../settings.ts';
import { readParts } from '../sql/read-collection.ts';
import { type FactRow, reads } from '../sql/reads.ts';
import { openVersions } from '../versions.ts';
import { appendBatch, commitBatch, openBatch } from './batch.ts';
import { deleteBso, deleteBsos, deleteCollection, deleteStorage } from './deletes.ts';
import { KeptReads } from './kept-reads.ts';
import { sqliteLegacy } from './legacy.ts';
import { post } from './post.ts';
import { put } from './put.ts';
import { readCollection } from './read-collection.ts';
import { sqlitePurge, sqliteVersionSteps } from './sqlite-purge.ts';
import { SqliteReaders } from './sqlite-readers.ts';
import { SqliteWriter } from './sqlite-writer.ts';

/**
 * Opens sync storage on the SQLite file that the rest of Foxden uses too, with connections of its own.
 *
 * @param file - Path of the database file; its tables must exist before the first request.
 */
export function openSqliteStorage(file: string, settings: EngineSettings): StorageEngine {
  const writer = new SqliteWriter(openSqlite(file), settings);
  const readers = new SqliteReaders(file, settings);
  const now = () => stampOf(settings.now());
  const versionSteps = sqliteVersionSteps(readers, writer);
  const steps = sqlitePurge(readers, writer, versionSteps, settings);
  const read = (sql: string, uid: number) => factsOf(readers.small.all<FactRow>(sql, { uid, now: now() }));
  const facts = (sql: string, uid: number) => withRetry(() => read(sql, uid));
  const kept = new KeptReads(readers.small);
  return {
    collectionStamps: (uid) => withRetryAtOnce(() => kept.stamps(uid, () => read(reads.stamps, uid))),
    collectionCounts: (uid) => facts(reads.counts, uid),
    collectionUsage: (uid) => facts(reads.usage, uid),
    readBso: (uid, collection, id) =>
      withRetry(() => readers.small.get<Bso>(reads.bso, { uid, collection, id, now: now() })),
    readCollection: (command) =>
      withRetryAtOnce(() =>
        kept.page(command, now(), () => readCollection(readers, command, readParts(command, now()), true)),
      ),
    put: (command) => writer.run((tx) => put(tx, command)),
    post: (command) => writer.run((tx) => post(tx, command)),
    openBatch: (command) => writer.run((tx) => openBatch(tx, command)),
    appendBatch: (command) => writer.run((tx) => appendBatch(tx, command)),
    commitBatch: (command) => writer.runLong((tx) => commitBatch(tx, command)),
    deleteBso: (command) => writer.run((tx) => deleteBso(tx, command)),
    deleteBsos: (command) => writer.run((tx) => deleteBsos(tx, command)),
    deleteCollection: (command) => writer.run((tx) => deleteCollection(tx, command)),
    deleteStorage: (command) => writer.run((tx) => deleteStorage(tx, command)),
    deleteUser: (uid) => deleteUser(steps, uid),
    versions: openVersions(versionSteps),
    legacy: sqliteLegacy(readers, writer, settings.now),
    purge: () => purge(steps, settings.now()),
    sizes: async () => readers.small.all<CollectionSize>(reads.sizes, {}),
    close: async () => {
      readers.close();
      writer.close();
    },
  };
}
