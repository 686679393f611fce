import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// The keys, and what the certificate's authority or order needs: devices trust a LAN authority by its key.
const pattern = /^(?:keys\/secrets\.json|keys\/tls\/[\w-][\w.-]*|tls\/authority\.crt)$/;

/** Returns true when a name in an archive is one that a backup saves; others are never written. */
export const isSavedFile = (name: string): boolean => pattern.test(name);

/** Reads the files of the data dir that belong to a backup; those that don't exist are left out. */
export async function* readSavedFiles(dataDir: string): AsyncGenerator<{ name: string; data: Buffer }> {
  const tls = await readdir(join(dataDir, 'keys', 'tls')).catch(() => []);
  for (const name of ['keys/secrets.json', 'tls/authority.crt', ...tls.map((file) => `keys/tls/${file}`)]) {
    const data = isSavedFile(name) ? await readFile(join(dataDir, name)).catch(() => undefined) : undefined;
    if (data) yield { name, data };
  }
}
