import { withRetry } from '../../../database/retry.ts';
import { purgeChunk as chunk, type ExpiredRow, type PurgeSteps, sizesByCollection } from '../purge.ts';
import { purgeSql, purgeTargets } from '../sql/purge.ts';
import { writes } from '../sql/writes.ts';
import { trimVersions, type VersionSteps } from '../versions.ts';
import type { MariadbClient, Parameters } from './mariadb-client.ts';
import { runWrite } from './mariadb-writer.ts';
import { sql } from './sql.ts';

type Target = (typeof purgeTargets)[keyof typeof purgeTargets];

const some = ({ table, where, returning }: Target) =>
  `DELETE FROM ${table} WHERE ${where} LIMIT :chunk RETURNING ${returning}`;

const removeSome = (client: MariadbClient, target: Target, parameters: Parameters & { uid: number }) =>
  runWrite(client, async (tx) => {
    const results = await tx.send([purgeSql.lockUser, some(target)], { ...parameters, chunk });
    await tx.commit([], {});
    return results[1]!.length;
  });

/** How versions of records are reached on MariaDB. */
export function mariadbVersionSteps(client: MariadbClient): VersionSteps {
  return {
    read: <Row>(statement: string, parameters: Parameters) => withRetry(() => client.read<Row>(statement, parameters)),
    keep: sql.keepFromNow,
    write: async (statement, parameters) => {
      await runWrite(client, (tx) => tx.commit([statement], parameters));
    },
    remove: (uid, cut) => removeSome(client, purgeTargets.versions, { uid, cut }),
  };
}

/** The steps of a purge on MariaDB. */
export function mariadbPurge(client: MariadbClient, versions: VersionSteps): PurgeSteps {
  const remove = (target: Target, parameters: Parameters & { uid: number }) => removeSome(client, target, parameters);
  return {
    usersAtOnce: 1,
    usersAfter: async (after, now) => {
      const rows = await client.read<{ uid: number; hasExpired: number; keepsVersions: number }>(purgeSql.usersAfter, {
        after,
        now,
        chunk,
      });
      return rows.map((row) => ({
        uid: row.uid,
        hasExpired: row.hasExpired === 1,
        keepsVersions: row.keepsVersions === 1,
      }));
    },
    purgeExpired: (uid, now) =>
      runWrite(client, async (tx) => {
        const [, rows] = await tx.send<[object[], ExpiredRow[]]>([purgeSql.lockUser, some(purgeTargets.expired)], {
          uid,
          now,
          chunk,
        });
        for (const [collection, removed] of sizesByCollection(rows)) {
          await tx.send([purgeSql.shrinkCollection], { uid, collection, ...removed });
        }
        await tx.commit([], {});
        return rows.length;
      }),
    trimVersions: (uid, now) => trimVersions(versions, uid, client.settings.versions, now),
    batchesBefore: (cut) => client.read(purgeSql.batchesBefore, { cut, chunk }),
    purgeStaged: (uid, batch) => remove(purgeTargets.stagedOfBatch, { uid, batch }),
    dropBatch: async (uid, batch) => {
      await runWrite(client, (tx) => tx.commit([purgeSql.lockUser, writes.dropBatch], { uid, batch }));
    },
    purgeUser: async (uid) =>
      (await remove(purgeTargets.bsos, { uid })) ||
      (await versions.remove(uid, Number.MAX_SAFE_INTEGER)) ||
      remove(purgeTargets.staged, { uid }),
    dropUser: async (uid) => {
      const { dropAllBsos, dropAllVersions, dropAllStaged, dropAllBatches, dropAllCollections, dropUser } = writes;
      const statements = [dropAllBsos, dropAllVersions, dropAllStaged, dropAllBatches, dropAllCollections, dropUser];
      await runWrite(client, (tx) => tx.commit([purgeSql.lockUser, ...statements], { uid }));
    },
    // InnoDB reuses the space by itself.
    giveSpaceBack: async () => {},
  };
}
