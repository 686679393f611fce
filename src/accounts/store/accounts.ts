import type { Insertable, Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { AccountTable } from '../../database/tables/accounts.ts';
import { keptAddresses } from '../../http/mail-address.ts';

/** An account as stored. */
export type AccountRow = Selectable<AccountTable>;

/** An account with the one fact of other tables that sign-in needs. */
export type Account = AccountRow & {
  /** 1 when an authenticator app must confirm each sign-in; 0 or null otherwise. */
  totp_verified: number | null;
};

/**
 * Finds an account by its primary address, whatever the capitals, or by the one it was registered with: clients that are told
 * that one, because it salts the password, sign in with it (accounts.md §3.4, errno 120).
 */
export function findAccountByEmail(db: Queries, email: string): Promise<Account | undefined> {
  const addresses = keptAddresses(email);
  return accountsWithTotp(db)
    .where((eb) => eb.or([eb('normalized_email', 'in', addresses), eb('alias_email', 'in', addresses)]))
    .orderBy((eb) => eb.case().when('normalized_email', 'in', addresses).then(0).else(1).end())
    .executeTakeFirst();
}

/** Finds an account by its uid (32 hex characters). */
export function findAccount(db: Queries, uid: string): Promise<Account | undefined> {
  return accountsWithTotp(db).where('accounts.uid', '=', uid).executeTakeFirst();
}

const accountsWithTotp = (db: Queries) =>
  db
    .selectFrom('accounts')
    .leftJoin('totp', 'totp.uid', 'accounts.uid')
    .selectAll('accounts')
    .select('totp.verified as totp_verified');

/**
 * Adds an account.
 *
 * @returns False when somebody has the address already.
 */
export async function insertAccount(db: Queries, account: Insertable<AccountTable>): Promise<boolean> {
  try {
    await db.insertInto('accounts').values(account).execute();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Changes fields of an account. */
export async function updateAccount(db: Queries, uid: string, changes: Partial<AccountRow>): Promise<void> {
  await db.updateTable('accounts').set(changes).where('uid', '=', uid).execute();
}

/**
 * True when an account still has the password that was checked: scrypt takes long enough for a change in between, which
 * must end every session of the old one. Keeps changes of the account waiting until the transaction ends.
 *
 * @param tx - The transaction that begins a session.
 */
export async function hasSamePassword(tx: Queries, account: Pick<AccountRow, 'uid' | 'auth_salt'>): Promise<boolean> {
  const { numUpdatedRows } = await takeTurn(tx, account.uid)
    .where('auth_salt', '=', account.auth_salt)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Keeps an account as it is until the transaction ends: others that hold it, or change or delete it, wait.
 *
 * @returns False when the account is gone.
 */
export async function holdAccount(tx: Queries, uid: string): Promise<boolean> {
  const { numUpdatedRows } = await takeTurn(tx, uid).executeTakeFirst();
  return numUpdatedRows > 0n;
}

const takeTurn = (tx: Queries, uid: string) =>
  tx
    .updateTable('accounts')
    .set((eb) => ({ turn: eb('turn', '+', 1) }))
    .where('uid', '=', uid);

/** Replaces the verifier of a password that stays: not over one that was changed meanwhile, which has another salt. */
export async function replaceVerifier(
  db: Queries,
  { uid, auth_salt }: Pick<AccountRow, 'uid' | 'auth_salt'>,
  columns: Partial<AccountRow>,
): Promise<void> {
  await db.updateTable('accounts').set(columns).where('uid', '=', uid).where('auth_salt', '=', auth_salt).execute();
}

/** Returns true when a statement failed because a unique value exists already. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = (error ?? {}) as { errno?: unknown; code?: unknown };
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
