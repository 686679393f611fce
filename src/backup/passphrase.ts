import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';

/** Where a passphrase that Foxden made itself is kept: in the data dir, so never inside an archive. */
export const passphraseFile = ({ dataDir }: Pick<Config, 'dataDir'>): string =>
  join(dataDir, 'keys', 'backup-passphrase');

/**
 * The passphrase that opens the backups: the owner's, or one that Foxden makes and keeps.
 *
 * @returns The passphrase, and the file it was just written to if it is a new one, which the owner must be told of.
 */
export function openPassphrase(config: Pick<Config, 'dataDir' | 'backup'>): { passphrase: string; madeIn?: string } {
  if (config.backup.passphrase !== undefined) return { passphrase: config.backup.passphrase };
  const file = passphraseFile(config);
  if (existsSync(file)) return { passphrase: readFileSync(file, 'utf8').trim() };
  const passphrase = randomBytes(20)
    .toString('hex')
    .replace(/(.{8})(?!$)/g, '$1-');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${passphrase}\n`, { mode: 0o600, flag: 'wx' });
  return { passphrase, madeIn: file };
}

/** What to tell the owner of a passphrase that was just made. */
export const passphraseNotice = (file: string): string =>
  `A passphrase for the backups was made. It is in ${file}. Without it no backup opens, so keep a copy of that file away ` +
  'from this machine now.';
