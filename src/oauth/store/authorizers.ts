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
 * Finds the session that allowed a code.
 *
 * @param tx - A transaction, which holds the session.
 * @returns Undefined when it has ended since, or when the account is locked.
 */
export async function findAuthorizer(tx: Queries, sessionIdHash: string): Promise<Authorizer | undefined> {
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
