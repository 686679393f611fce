import { ImportError } from '../import-error.ts';
import type { SourceDatabase } from '../source/source-database.ts';

/** An account of the 2013 server. */
export interface FormerUser {
  id: number;
  /** In lower case. */
  name: string;
  mail: string | null;
  /** As it stands there: `{SSCRYPT}…`, `{SSHA-256}…` or `{SSHA}…`. */
  verifier: string;
  isActive: boolean;
}

/** What was found in the table of accounts. */
export interface FormerUsers {
  users: FormerUser[];
  /** Rows whose name no client could ever send. */
  unreadable: number;
}

/**
 * Reads the accounts (sync11.md §5.3).
 *
 * @throws {ImportError} When there is no such table, or two accounts differ only in the case of their names.
 */
export async function readFormerUsers(db: SourceDatabase): Promise<FormerUsers> {
  if (db.kind === 'postgres') {
    throw new ImportError(
      'foxden import reads the old server from SQLite and MySQL. Bring its tables into one of them, and import that.',
    );
  }
  const columns = await db.columns('user');
  if (!['userid', 'username', 'password'].every((column) => columns.has(column))) {
    throw new ImportError(
      `${db.place} has no table "user" with userid, username and password, as the old server keeps its accounts (section ` +
        '[auth] of sync.conf). Where accounts and storage are in two databases, name the other one by --users.',
    );
  }
  const optional = (column: string) => (columns.has(column) ? column : `NULL AS ${column}`);
  const rows = await db.select(
    `SELECT userid AS id, username AS name, password AS verifier, ${optional('mail')}, ${optional('accountStatus')}
     FROM user ORDER BY userid`,
  );
  const users: FormerUser[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const lower = String(row.name ?? '').toLowerCase();
    if (!/^[a-z0-9._-]{1,32}$/.test(lower)) continue;
    const other = seen.get(lower);
    if (other !== undefined) {
      throw new ImportError(
        `The accounts ${other} and ${row.id} have the same name but for its case. Rename one of them in the old database.`,
      );
    }
    seen.set(lower, Number(row.id));
    users.push({
      id: Number(row.id),
      name: lower,
      mail: row.mail ? String(row.mail).trim() : null,
      verifier: String(row.verifier ?? ''),
      isActive: row.accountStatus === null || Number(row.accountStatus) === 1,
    });
  }
  return { users, unreadable: rows.length - users.length };
}
