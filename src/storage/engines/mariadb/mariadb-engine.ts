import { withRetry } from '../../../database/retry.ts';
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
import { keepPages } from './kept-pages.ts';
import { mariadbLegacy } from './legacy.ts';
import { MariadbClient, type Parameters } from './mariadb-client.ts';
import { mariadbPurge, mariadbVersionSteps } from './mariadb-purge.ts';
import { runWrite } from './mariadb-writer.ts';
import { post } from './post.ts';
import { put } from './put.ts';
import { putAtOnce } from './put-at-once.ts';
import { readCollection } from './read-collection.ts';
import { StampLooks } from './stamp-looks.ts';

/**
 * Opens sync storage on MariaDB, with connections of its own, made when they are first needed.
 *
 * @param url - mysql://user:password@host:port/name; its tables must exist before the first request.
 */
export function openMariadbStorage(url: string, settings: EngineSettings): StorageEngine {
  const client = new MariadbClient(url, settings);
  const now = () => stampOf(settings.now());
  const versionSteps = mariadbVersionSteps(client);
  const steps = mariadbPurge(client, versionSteps);
  const read = <Row>(sql: string, parameters: Parameters) => withRetry(() => client.read<Row>(sql, parameters));
  const facts = async (sql: string, parameters: Parameters) => factsOf(await read<FactRow>(sql, parameters));
  const looks = new StampLooks((sql, values) => client.read(sql, values));
  const readPage = keepPages(looks, now, (command) => readCollection(client, command, readParts(command, now())));
  return {
    collectionStamps: (uid) => withRetry(() => looks.of(uid)),
    collectionCounts: (uid) => facts(reads.counts, { uid, now: now() }),
    collectionUsage: (uid) => facts(reads.usage, { uid, now: now() }),
    readBso: async (uid, collection, id) => (await read<Bso>(reads.bso, { uid, collection, id, now: now() }))[0],
    readCollection: (command) => withRetry(() => readPage(command)),
    put: async (command) =>
      (await withRetry(() => putAtOnce(client, command))) ?? runWrite(client, (tx) => put(tx, command)),
    post: (command) => runWrite(client, (tx) => post(tx, command)),
    openBatch: (command) => runWrite(client, (tx) => openBatch(tx, command)),
    appendBatch: (command) => runWrite(client, (tx) => appendBatch(tx, command)),
    commitBatch: (command) => runWrite(client, (tx) => commitBatch(tx, command)),
    deleteBso: (command) => runWrite(client, (tx) => deleteBso(tx, command)),
    deleteBsos: (command) => runWrite(client, (tx) => deleteBsos(tx, command)),
    deleteCollection: (command) => runWrite(client, (tx) => deleteCollection(tx, command)),
    deleteStorage: (command) => runWrite(client, (tx) => deleteStorage(tx, command)),
    deleteUser: (uid) => deleteUser(steps, uid),
    versions: openVersions(versionSteps),
    legacy: mariadbLegacy(client, settings.now),
    purge: () => purge(steps, settings.now()),
    sizes: () => read<CollectionSize>(reads.sizes, {}),
    close: () => client.close(),
  };
}
