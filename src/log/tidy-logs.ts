import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, rename, stat, unlink, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/**
 * Compresses every file of a log that isn't written to any more, also those that an earlier run left behind, and removes the
 * oldest. Going by what is in the folder, not by a list of what was written, it can't lose track.
 *
 * @param options - `name`: the log's name; `keep`: how many rotated files stay; `inUse`: names of the files that somebody still
 *   writes to, asked for when the folder has been read: until then another one may have been begun.
 */
export async function tidyLogs(options: {
  dir: string;
  name: string;
  keep: number;
  inUse: () => string[];
}): Promise<void> {
  const { dir, name, keep, inUse } = options;
  const own = new RegExp(`^${name}-\\d{4}-\\d\\d-\\d\\d(\\.\\d+)*\\.log(\\.gz(\\.tmp)?)?$`);
  const all = await readdir(dir);
  const live = inUse().map((file) => basename(file));
  const found = all.filter((each) => own.test(each) && !live.includes(each));
  // What was being compressed when a run ended is still there uncompressed.
  for (const half of found.filter((each) => each.endsWith('.tmp'))) await unlink(join(dir, half));
  const names = found.filter((each) => !each.endsWith('.tmp'));
  const files = await Promise.all(
    names.map(async (each) => ({ path: join(dir, each), time: (await stat(join(dir, each))).mtime })),
  );
  files.sort((a, b) => Number(b.time) - Number(a.time));
  for (const { path } of files.splice(keep)) await unlink(path);
  for (const { path, time } of files) if (path.endsWith('.log')) await compress(path, time);
}

async function compress(path: string, time: Date): Promise<void> {
  const target = freeName(path);
  await pipeline(
    createReadStream(path),
    createGzip(),
    createWriteStream(`${target}.tmp`, { mode: 0o600, flush: true }),
  );
  // The age decides what is removed next, so it must stay that of the log.
  await utimes(`${target}.tmp`, time, time);
  await rename(`${target}.tmp`, target);
  await unlink(path);
}

// After a restart the library may begin again with a name that has been rotated and compressed before.
function freeName(path: string): string {
  const stem = path.slice(0, -'.log'.length);
  for (let i = 0; ; i++) {
    const target = i === 0 ? `${path}.gz` : `${stem}.${1000 + i}.log.gz`;
    if (!existsSync(target)) return target;
  }
}
