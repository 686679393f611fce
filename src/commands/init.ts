import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { tlsFiles } from '../config/tls-files.ts';
import { randomHex } from '../crypto/random.ts';
import { readIfThere, replaceFile } from '../supervisor/tls/replace-file.ts';
import { ensureServerFile } from '../supervisor/tls/server-file.ts';
import { type Command, CommandError } from './command.ts';

/** `foxden init`: what the containers of compose.yaml need before they can start. */
export const init: Command = {
  help: `Usage: foxden init [--mariadb <host> --secret <folder>]

Prepares a first start; what is there already stays as it is. Makes a throw-away certificate, so that Nginx can start. With
--mariadb makes the passwords of the database: for MariaDB into <folder>/password and <folder>/root-password, and for Foxden
as the URL of the database on <host> into <data dir>/keys/database-url (FOXDEN_DATABASE_URL_FILE). <host> may be a list of the
nodes of a Galera cluster, separated by commas.`,
  async run(args) {
    const options = { mariadb: { type: 'string' }, secret: { type: 'string' } } as const;
    const { mariadb, secret } = parseArgs({ args, options }).values;
    // The URL of the database is what this command makes, so the settings are read without it.
    const { FOXDEN_DATABASE_URL_FILE: _, ...env } = process.env;
    const { dataDir, publicUrl } = createConfig(readEnv(env));
    await ensureServerFile(tlsFiles(dataDir), publicUrl ? new URL(publicUrl).hostname : 'foxden.invalid');
    if (mariadb && secret) makeDatabaseSecrets(secret, mariadb, dataDir);
    console.log('Everything is ready for the first start.');
    return 0;
  },
};

function makeDatabaseSecrets(folder: string, hosts: string, dataDir: string): void {
  const passwordFile = join(folder, 'password');
  const urlFile = join(dataDir, 'keys', 'database-url');
  if (existsSync(urlFile) && !existsSync(passwordFile)) {
    throw new CommandError(
      `${urlFile} is there, but ${passwordFile} is gone. If the volume "mariadb-secret" was removed, write the password of ` +
        'that URL into the file; a fresh one would not fit the database.',
    );
  }
  mkdirSync(folder, { recursive: true });
  // MariaDB reads them as a user of its own; nobody else has this folder.
  chmodSync(folder, 0o755);
  for (const name of ['password', 'root-password']) {
    const file = join(folder, name);
    if (!existsSync(file)) replaceFile(file, randomHex(24), 0o444);
  }
  if (existsSync(urlFile)) return;
  const [first, ...others] = hosts.split(',');
  const fallback = others.length > 0 ? `?fallback=${others.join()}` : '';
  replaceFile(urlFile, `mysql://foxden:${readIfThere(passwordFile)}@${first}/foxden${fallback}\n`);
}
