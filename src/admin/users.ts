import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { SaidError } from '../failures/said-error.ts';
import type { UserAdminContext } from './context.ts';
import { deleteAccessTokens, findUser, updateUser } from './store/users.ts';

/** There is no such user; the message is for the person who typed the name. */
export class UnknownUserError extends SaidError {
  constructor(name: string) {
    super(`There is no account "${name}". foxden user list shows them all; a user is named by mail address or uid.`, {
      id: 'unknown user',
      facts: { user: name },
    });
  }
}

/** A user as found by the name that the administrator typed. */
export type FoundUser = NonNullable<Awaited<ReturnType<typeof findUser>>>;

/**
 * Finds a user by mail address, in any capitals, or by uid.
 *
 * @throws {UnknownUserError} When there is none.
 */
export async function requireUser({ db }: Pick<UserAdminContext, 'db'>, name: string): Promise<FoundUser> {
  const user = await findUser(db.query, name);
  if (!user) throw new UnknownUserError(name);
  return user;
}

/** What must hold in the transaction of a change; throws when it doesn't. */
export type Condition = (tx: Transaction<Schema>) => Promise<void>;

/**
 * Locks an account out or lets it in again. Its data stays. Its devices are refused at once, and within seconds by the storage.
 *
 * @param condition - What has to hold for it, looked at first.
 */
export async function setUserDisabled(
  ctx: Pick<UserAdminContext, 'db' | 'now' | 'revokeSyncTokens' | 'announceRevocation'>,
  uid: string,
  disabled: boolean,
  condition?: Condition,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await condition?.(tx);
    await updateUser(tx, uid, { disabled_at: disabled ? ctx.now() : null });
    if (!disabled) return;
    await deleteAccessTokens(tx, uid);
    await ctx.revokeSyncTokens(tx, uid);
  });
  if (disabled) await ctx.announceRevocation();
}

/**
 * Deletes an account with everything that Foxden keeps of it, also its data. Should the data resist, the account is gone all
 * the same, and the purge tries again.
 *
 * @param condition - What has to hold for it, looked at first.
 */
export async function deleteUser(ctx: UserAdminContext, uid: string, condition?: Condition): Promise<void> {
  const storageUids = await ctx.db.transaction(async (tx) => {
    await condition?.(tx);
    await ctx.accountAdministration.deleteAccount(tx, uid);
    return ctx.retireSyncUsers(tx, uid);
  });
  await ctx.announceRevocation();
  await ctx.deleteSyncData(storageUids);
}
