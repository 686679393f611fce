import { requireUser } from '../admin/users.ts';
import { backUp } from '../backup/back-up.ts';
import { withPersonOfArchive } from '../backup/open-person.ts';
import { openPassphrase } from '../backup/passphrase.ts';
import type { Config } from '../config/config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { requireLegacyUser } from '../legacy/account/administration.ts';
import type { TellProgress } from '../log/progress.ts';
import { ReplaceRefusedError, replaceRecords } from '../storage/replace-records.ts';
import { userEmail } from '../token/user-email.ts';

/** Whose records are to come back, and from where. */
export interface PersonToRestore {
  file: string;
  /** Of the archive, if it isn't this installation's own. */
  passphrase?: string;
  /** Mail address, or uid of the account. */
  user: string;
  /** An account of Sync 1.1 is meant. */
  legacy?: boolean;
  /** The only collection that is to come back. */
  collection?: string;
}

/** What came back. */
export interface PersonRestored {
  /** How many records each collection has now. */
  records: Record<string, number>;
  /** Archive of what was there before. */
  restorePoint: string;
  /** Of the account. */
  uid: string;
}

/**
 * Brings one person's records back from an archive, also while workers run; nobody else's are touched. What is there now is
 * saved first.
 *
 * @throws {BackupError} When the archive can't be used; {@link ReplaceRefusedError} when browsers couldn't use what is in it;
 *   UnknownUserError and UnknownLegacyUserError. Then nothing was changed.
 */
export async function restorePerson(
  config: Config,
  what: PersonToRestore,
  onProgress?: TellProgress,
): Promise<PersonRestored> {
  const { file, collection } = what;
  const passphrase = what.passphrase ?? openPassphrase(config).passphrase;
  const to = openDatabase(config.database);
  try {
    const { uid, toUid, who } = await findPerson(to, config, what);
    return await withPersonOfArchive({ config, file, passphrase, who, onProgress }, async (from, fromUid) => {
      const { file: restorePoint } = await backUp(config, 'before-restore', { onProgress });
      const records = await replaceRecords({ from, fromUid, to, toUid, collection, now: Date.now() });
      return { records, restorePoint, uid };
    });
  } finally {
    await to.close();
  }
}

async function findPerson(db: Database, config: Config, { user, legacy }: PersonToRestore) {
  if (legacy) {
    const { uid } = await requireLegacyUser({ db }, user);
    return { uid: String(uid), toUid: uid, who: { uid } };
  }
  const uid = config.accounts.mode === 'embedded' ? (await requireUser({ db }, user)).uid : user.toLowerCase();
  const email = userEmail(uid);
  const current = await db.query
    .selectFrom('users')
    .select(['uid', 'client_state'])
    .where('email', '=', email)
    .where('replaced_at', 'is', null)
    .orderBy('uid', 'desc')
    .executeTakeFirst();
  if (!current) {
    throw new ReplaceRefusedError(
      `No browser of "${user}" has ever synced with this Foxden, so there is no key that the records would fit. Connect one, let it ` +
        'sync once, and try again.',
      { id: 'never synced', facts: { user } },
    );
  }
  const { client_state: state } = current;
  const isMeant = (row: Record<string, unknown>) => row.email === email && row.client_state === state;
  return { uid, toUid: Number(current.uid), who: { isMeant } };
}
