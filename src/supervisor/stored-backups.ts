import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { SaidError } from '../failures/said-error.ts';

/** An archive in the backups folder. */
export interface StoredBackup {
  name: string;
  bytes: number;
  /** When it was made, ms. */
  at: number;
}

const namePattern = /^[\w-][\w.-]*\.foxden$/;

/** Lists the archives in the backups folder, newest first. */
export async function storedBackups({ backup }: Pick<Config, 'backup'>): Promise<StoredBackup[]> {
  const names = (await readdir(backup.dir).catch(() => [])).filter((name) => namePattern.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      // One may be deleted meanwhile, as nightly ones are.
      const facts = await stat(join(backup.dir, name)).catch(() => undefined);
      return facts && { name, bytes: facts.size, at: facts.mtimeMs };
    }),
  );
  return found.filter((each) => each !== undefined).sort((a, b) => b.at - a.at);
}

/**
 * The path of an archive in the backups folder.
 *
 * @param name - As somebody has sent it.
 * @throws {Error} When it is no name of an archive there.
 */
export async function pathOfBackup(config: Pick<Config, 'backup'>, name: string): Promise<string> {
  const found = (await storedBackups(config)).some((each) => each.name === name);
  if (!found) {
    throw new SaidError('There is no backup of this name any more. Load the list again.', {
      id: 'no such backup',
      facts: {},
    });
  }
  return join(config.backup.dir, name);
}
