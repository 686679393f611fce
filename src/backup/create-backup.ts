import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Config } from '../config/config.ts';
import { engineOf } from '../database/engines/index.ts';
import type { TellProgress } from '../log/progress.ts';
import { encryptor } from './cipher.ts';
import { type BackupHeader, type BackupLine, toCell, transientTable } from './format.ts';
import { follow, verifyArchive } from './read-archive.ts';
import { readSavedFiles } from './saved-files.ts';

/** What was saved. Sizes in bytes. */
export interface BackupReport {
  file: string;
  bytes: number;
  rows: Record<string, number>;
}

/**
 * Saves the database as it is at one moment, with the keys, into one encrypted file; the appliance goes on meanwhile. The
 * file has its final name only after it was read back whole.
 *
 * @param options - `dir`: folder for the file; `label` becomes part of its name; `schema`: number of the database's schema.
 * @returns Where it is and what is in it.
 * @throws {BackupError} When what was written does not read back.
 */
export async function createBackup(options: {
  config: Pick<Config, 'database' | 'dataDir' | 'publicUrl'>;
  dir: string;
  label: string;
  passphrase: string;
  schema: number;
  version: string;
  now?: number;
  /** Ends it; no file is left then. */
  signal?: AbortSignal;
  onProgress?: TellProgress;
}): Promise<BackupReport> {
  const { config, dir, label, passphrase, schema, version, now = Date.now(), signal, onProgress } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const stamp = new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
  const file = join(dir, `foxden-${label}-${stamp}.foxden`);
  const header: BackupHeader = { format: 1, schema, version, createdAt: now, publicUrl: config.publicUrl };
  const temporary = `${file}.tmp`;
  try {
    await pipeline(
      Readable.from(lines(header, config, onProgress)),
      createGzip({ level: 6 }),
      await encryptor(passphrase),
      (chunks: AsyncIterable<Buffer>) => write(temporary, chunks),
      { signal },
    );
    const { rows } = await verifyArchive(temporary, passphrase, follow(onProgress, 'reading it back'));
    await rename(temporary, file);
    return { file, bytes: (await stat(file)).size, rows };
  } finally {
    await rm(temporary, { force: true });
  }
}

// Bytes. Kept until the end, what was written would all go to the disk at once, and every commit would wait for it.
const mostUnsynced = 4 * 1024 * 1024;

/** Writes a file that is on the disk when it is done. */
async function write(file: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    let unsynced = 0;
    for await (const chunk of chunks) {
      await handle.writeFile(chunk);
      unsynced += chunk.length;
      if (unsynced < mostUnsynced) continue;
      await handle.datasync();
      unsynced = 0;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* lines(
  header: BackupHeader,
  config: Pick<Config, 'database' | 'dataDir'>,
  onProgress?: TellProgress,
): AsyncGenerator<string> {
  const rows: Record<string, number> = {};
  const step = 'saving rows';
  let saved = 0;
  const line = (value: BackupHeader | BackupLine) => `${JSON.stringify(value)}\n`;
  yield line(header);
  for await (const { name, data } of readSavedFiles(config.dataDir)) {
    yield line({ file: name, data: data.toString('base64') });
  }
  for await (const table of engineOf(config.database).snapshot((name) => !transientTable(name))) {
    yield line({ table: table.name, columns: table.columns });
    rows[table.name] = 0;
    for await (const row of table.rows) {
      rows[table.name]!++;
      if (++saved % 100 === 0) onProgress?.({ step, done: saved, total: Math.max(table.rowsOfAll, saved + 1) });
      yield line({ row: row.map(toCell) });
    }
  }
  onProgress?.({ step, done: saved, total: saved });
  yield line({ end: true, rows });
}
