import type { Selectable } from 'kysely';
import type { Database, Queries } from '../../database/database.ts';
import type { AccountCodeTable } from '../../database/tables/accounts.ts';

/** A code as stored. */
export type CodeRow = Selectable<AccountCodeTable>;
/** What is typed; a secret that waits to be used is kept beside them (`new-totp.ts`). */
export type CodePurpose = Exclude<CodeRow['purpose'], 'new-totp'>;

/** Keeps a code in place of an older one of the same purpose. */
export async function saveCode(db: Queries, row: CodeRow): Promise<void> {
  await db.replaceInto('account_codes').values(row).execute();
}

/** Finds a code that hasn't run out. */
export function findCode(db: Queries, uid: string, purpose: CodePurpose, now: number): Promise<CodeRow | undefined> {
  return db
    .selectFrom('account_codes')
    .selectAll()
    .where('uid', '=', uid)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Lets a code be good until then (ms), unless it is another one by now. */
export async function prolongCode(db: Queries, { uid, purpose, created_at }: CodeRow, until: number): Promise<void> {
  const row = db.updateTable('account_codes').set({ expires_at: until }).where('uid', '=', uid);
  await row.where('purpose', '=', purpose).where('created_at', '=', created_at).execute();
}

/**
 * Spends one of a code's tries. The change of the row is also the lock that keeps guesses apart.
 *
 * @returns False when there is no such code, or no try left.
 */
export async function spendTry(db: Queries, uid: string, purpose: CodePurpose): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account_codes')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('uid', '=', uid)
    .where('purpose', '=', purpose)
    .where('tries_left', '>', 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes an account's code of one purpose, or all its codes. */
export async function deleteCode(db: Queries, uid: string, purpose?: CodePurpose): Promise<void> {
  const all = db.deleteFrom('account_codes').where('uid', '=', uid);
  await (purpose ? all.where('purpose', '=', purpose) : all).execute();
}

/** Deletes the codes with which an account's password can be reset. */
export async function deleteResetCodes(db: Queries, uid: string): Promise<void> {
  const purposes: CodePurpose[] = ['forgot-otp', 'forgot-code'];
  await db.deleteFrom('account_codes').where('uid', '=', uid).where('purpose', 'in', purposes).execute();
}

/** A code that nobody could mail. */
export interface PendingCode {
  uid: string;
  email: string;
  purpose: CodeRow['purpose'];
  code: string;
  expiresAt: number;
}

/**
 * Lists the codes that wait for the administrator to hand them out, newest first. There are none while mail works.
 *
 * @param now - ms.
 */
export async function listPendingCodes({ query }: Database, now: number): Promise<PendingCode[]> {
  const rows = await query
    .selectFrom('account_codes')
    .innerJoin('accounts', 'accounts.uid', 'account_codes.uid')
    .select([
      'accounts.uid',
      'accounts.email',
      'account_codes.purpose',
      'account_codes.code',
      'account_codes.expires_at',
    ])
    .where('account_codes.code', 'is not', null)
    .where('account_codes.expires_at', '>', now)
    .orderBy('account_codes.created_at', 'desc')
    .execute();
  return rows.map(({ expires_at, code, ...row }) => ({ ...row, code: code!, expiresAt: expires_at }));
}
