import { sha256Hex } from '../crypto/random.ts';
import type { Queries } from '../database/database.ts';
import { deleteMeta, readMeta, writeMeta } from '../database/meta.ts';
import { ImportError } from './import-error.ts';
import type { Layout } from './source/layout.ts';
import { hasStorage } from './store/storage-rows.ts';
import { countUsers } from './store/token-rows.ts';

/**
 * Makes sure that this Foxden may be filled: it has no storage users yet, and either no data or a part of the same import
 * that was cut off.
 *
 * @param place - Where the other server's data is.
 * @returns A mark of the import, for {@link markImport}.
 * @throws {ImportError} When something would be mixed or lost.
 */
export async function checkTarget(db: Queries, layout: Layout, place: string): Promise<string> {
  const mark = sha256Hex(`${layout.name} ${place}`).slice(0, 32);
  if ((await countUsers(db)) > 0) {
    throw new ImportError(
      'This Foxden already has users, and their numbers could be those of other people on the other server. Import into a ' +
        'fresh one: an empty data dir or database that no browser has used yet.',
    );
  }
  const begun = await readMeta(db, 'import');
  if (begun === mark) return mark;
  if (begun !== undefined || (await hasStorage(db))) {
    throw new ImportError(
      'This Foxden already has data, or a part of an import from somewhere else. Import into a fresh one: an empty data dir ' +
        'or database.',
    );
  }
  return mark;
}

/** Remembers that the import has begun, so that it can go on after an interruption. */
export async function markImport(tx: Queries, mark: string): Promise<void> {
  await writeMeta(tx, 'import', mark);
}

/** Forgets it when all is done. */
export async function unmarkImport(tx: Queries): Promise<void> {
  await deleteMeta(tx, 'import');
}
