import type { LegacyContext } from '../context.ts';
import { makeVerifier } from '../passwords/verifier.ts';
import { findUser, insertUser, type LegacyUser, updateUser } from '../store/users.ts';
import { isMailAddress, isUsername, usernameOf } from '../username.ts';

/** There is no such account; the message is for the person who typed the name. */
export class UnknownLegacyUserError extends Error {
  static readonly exitCode = 1;

  constructor(typed: string) {
    super(`There is no Sync 1.1 account "${typed}". foxden user list shows them all, by name and mail address.`);
  }
}

/**
 * Finds an account by what its owner types in the browser, the mail address or the name, or by the address that it has now.
 *
 * @throws {UnknownLegacyUserError}
 */
export async function requireLegacyUser({ db }: Pick<LegacyContext, 'db'>, typed: string): Promise<LegacyUser> {
  const name = usernameOf(typed);
  const user = isUsername(name) ? await findUser(db.query, name) : undefined;
  if (user) return user;
  const byMail = await db.query.selectFrom('legacy_users').selectAll().where('mail', '=', typed).execute();
  if (byMail.length !== 1) throw new UnknownLegacyUserError(typed);
  return byMail[0]!;
}

/**
 * Adds an account; no policy is asked.
 *
 * @param typed - What the person will type in the browser: a mail address or a plain name.
 * @returns Its uid and its name in addresses; undefined when somebody has it already.
 */
export async function addLegacyUser(
  { db, passwords, now }: Pick<LegacyContext, 'db' | 'passwords' | 'now'>,
  typed: string,
  password: string,
): Promise<{ uid: number; name: string } | undefined> {
  const name = usernameOf(typed);
  const mail = isMailAddress(typed) ? typed : null;
  const verifier = await makeVerifier(passwords, password);
  const uid = await insertUser(db.query, { name, mail, verifier, now: now() });
  return uid === undefined ? undefined : { uid, name };
}

type Changes = Partial<Pick<LegacyUser, 'disabled_at' | 'quota_bytes'>>;

/** Locks an account, lets it in again, or changes its quota. What is remembered of its password ends in all workers at once. */
export async function changeLegacyUser(
  { db, revokeSyncTokens, announceRevocation }: Pick<LegacyContext, 'db' | 'revokeSyncTokens' | 'announceRevocation'>,
  uid: number,
  changes: Changes,
): Promise<void> {
  await db.transaction(async (tx) => {
    await updateUser(tx, uid, changes);
    await revokeSyncTokens(tx, String(uid));
  });
  await announceRevocation();
}
