import type { Queries } from '../../database/database.ts';

/** Whose a storage uid is. */
export interface StorageOwner {
  uid: number;
  /** Mail address, where the accounts are our own; else what the token server knows the user by. */
  name: string;
  /** True when the data is only waiting for the purge: the user has another uid or is gone. */
  isReplaced: boolean;
}

/**
 * Tells whose the storage uids are. One statement a kind of account and one for the token server.
 *
 * @param options - `legacy`: whether there are accounts of Sync 1.1.
 */
export async function listStorageOwners(
  db: Queries,
  { legacy }: { legacy: boolean },
): Promise<Map<number, StorageOwner>> {
  const accounts = await db.selectFrom('accounts').select(['uid', 'email']).execute();
  const addresses = new Map(accounts.map(({ uid, email }) => [uid, email]));
  const users = await db.selectFrom('users').select(['uid', 'email', 'replaced_at']).execute();
  const old = legacy ? await db.selectFrom('legacy_users').select(['uid', 'name', 'mail']).execute() : [];
  return new Map([
    ...old.map(({ uid, name, mail }): [number, StorageOwner] => [
      Number(uid),
      { uid: Number(uid), name: `${mail ?? name} (Sync 1.1)`, isReplaced: false },
    ]),
    ...users.map(({ uid, email, replaced_at }): [number, StorageOwner] => {
      const name = addresses.get(email.split('@')[0]!) ?? email;
      return [Number(uid), { uid: Number(uid), name, isReplaced: replaced_at !== null }];
    }),
  ]);
}

/** The storage uid that each user has now, by the name in the token server's `users`. */
export async function listSyncUids(db: Queries): Promise<Map<string, number>> {
  const rows = await db.selectFrom('users').select(['uid', 'email']).where('replaced_at', 'is', null).execute();
  return new Map(rows.map(({ uid, email }) => [email, Number(uid)]));
}
