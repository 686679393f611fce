import type { Queries } from '../../database/database.ts';

/** The session that allowed a code, with what tokens tell of its account. Times are ms. */
export interface Authorizer {
  uid: string;
  email: string;
  verifierSetAt: number;
  profileChangedAt: number;
  verified: boolean;
  verificationMethod: string | null;
}

/**
 * Keeps a session from ending until the transaction does, so that nothing is issued that its end would have revoked. The lock
 * is a row that is changed (design.md section 4).
 *
 * @param tx - A transaction.
 * @param now - ms; counts as a use of the session.
 * @returns False when the session has ended.
 */
export async function holdSession(tx: Queries, sessionIdHash: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sessions')
    .set({ last_access_at: now })
    .where('id_hash', '=', sessionIdHash)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Finds the session that allowed a code, and holds it.
 *
 * @param tx - A transaction.
 * @param now - ms.
 * @returns Undefined when it has ended since, or when the account is locked.
 */
export async function findAuthorizer(tx: Queries, sessionIdHash: string, now: number): Promise<Authorizer | undefined> {
  if (!(await holdSession(tx, sessionIdHash, now))) return undefined;
  const row = await tx
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.uid', 'sessions.uid')
    .select(['accounts.uid', 'accounts.email', 'accounts.verifier_set_at', 'accounts.profile_changed_at'])
    .select(['sessions.verified', 'sessions.verification_method'])
    .where('sessions.id_hash', '=', sessionIdHash)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      uid: row.uid,
      email: row.email,
      verifierSetAt: row.verifier_set_at,
      profileChangedAt: row.profile_changed_at,
      verified: row.verified === 1,
      verificationMethod: row.verification_method,
    }
  );
}
