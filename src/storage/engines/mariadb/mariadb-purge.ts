import { purgeChunk as chunk, type ExpiredRow, type PurgeSteps, sizesByCollection } from '../purge.ts';
import { purgeSql, purgeTargets } from '../sql/purge.ts';
import { writes } from '../sql/writes.ts';
import type { MariadbClient, Parameters } from './mariadb-client.ts';
import { runWrite } from './mariadb-writer.ts';

type Target = (typeof purgeTargets)[keyof typeof purgeTargets];

const some = ({ table, where, returning }: Target) =>
  `DELETE FROM ${table} WHERE ${where} LIMIT :chunk RETURNING ${returning}`;

/** The steps of a purge on MariaDB. */
export function mariadbPurge(client: MariadbClient): PurgeSteps {
  const remove = (target: Target, parameters: Parameters & { uid: number }) =>
    runWrite(client, async (tx) => {
      const results = await tx.send([purgeSql.lockUser, some(target)], { ...parameters, chunk });
      await tx.commit([], {});
      return results[1]!.length;
    });
  return {
    usersAfter: async (after, now) => {
      const rows = await client.read<{ uid: number; hasExpired: number }>(purgeSql.usersAfter, { after, now, chunk });
      return rows.map(({ uid, hasExpired }) => ({ uid, hasExpired: hasExpired === 1 }));
    },
    purgeExpired: (uid, now) =>
      runWrite(client, async (tx) => {
        const results = await tx.send([purgeSql.lockUser, some(purgeTargets.expired)], { uid, now, chunk });
        const rows = results[1] as unknown as ExpiredRow[];
        for (const [collection, removed] of sizesByCollection(rows)) {
          await tx.send([purgeSql.shrinkCollection], { uid, collection, ...removed });
        }
        await tx.commit([], {});
        return rows.length;
      }),
    batchesBefore: (cut) => client.read(purgeSql.batchesBefore, { cut, chunk }),
    purgeStaged: (uid, batch) => remove(purgeTargets.stagedOfBatch, { uid, batch }),
    dropBatch: async (uid, batch) => {
      await runWrite(client, (tx) => tx.commit([purgeSql.lockUser, writes.dropBatch], { uid, batch }));
    },
    purgeUser: async (uid) => (await remove(purgeTargets.bsos, { uid })) || remove(purgeTargets.staged, { uid }),
    dropUser: async (uid) => {
      const { dropAllBsos, dropAllStaged, dropAllBatches, dropAllCollections, dropUser } = writes;
      const statements = [dropAllBsos, dropAllStaged, dropAllBatches, dropAllCollections, dropUser];
      await runWrite(client, (tx) => tx.commit([purgeSql.lockUser, ...statements], { uid }));
    },
    // InnoDB reuses the space by itself.
    giveSpaceBack: async () => {},
  };
}
