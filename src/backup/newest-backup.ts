import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The backups in a folder: how many there are, and the newest with its time in ms; undefined when there is none. */
export async function newestBackup(dir: string): Promise<{ count: number; file: string; at: number } | undefined> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.foxden'));
  const found = await Promise.all(
    names.map(async (name) => ({ file: join(dir, name), at: (await stat(join(dir, name))).mtimeMs })),
  );
  const newest = found.toSorted((a, b) => b.at - a.at)[0];
  return newest && { count: found.length, ...newest };
}
