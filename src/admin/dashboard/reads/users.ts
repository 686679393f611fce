import { listQuotas } from '../../store/quotas.ts';
import { listSyncUids } from '../../store/storage-owners.ts';
import { listUsers } from '../../store/users.ts';
import type { AdminRead } from '../action.ts';

/** All accounts with what they store and may store, and the codes that people wait for. */
export const users: AdminRead = async (ctx) => {
  const [accounts, quotas, uids, sizes, pendingCodes] = await Promise.all([
    listUsers(ctx.db.query),
    listQuotas(ctx.db.query),
    listSyncUids(ctx.db.query),
    ctx.storage.sizes(),
    ctx.accountAdministration.listPendingCodes(),
  ]);
  const bytes = new Map<number, number>();
  for (const size of sizes) bytes.set(size.uid, (bytes.get(size.uid) ?? 0) + size.bytes);
  return {
    generalQuota: ctx.config.quotaBytes,
    users: accounts.map((account) => {
      const email = ctx.syncUserName(account.uid);
      const uid = uids.get(email);
      return {
        ...account,
        bytes: (uid !== undefined && bytes.get(uid)) || 0,
        /** Absent: like everybody. */
        quota: quotas.get(email),
      };
    }),
    pendingCodes,
  };
};
