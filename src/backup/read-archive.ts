import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { compose, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { inWords, sayingOf } from '../failures/explain.ts';
import type { TellProgress } from '../log/progress.ts';
import { BackupError } from './backup-error.ts';
import { decryptor } from './cipher.ts';
import type { BackupHeader, BackupLine } from './format.ts';

/** Called with how many bytes of a file have been read, of how many. */
export type OnBytes = (read: number, total: number) => void;

/** Tells the reading of an archive as a step of a longer work. */
export const follow =
  (onProgress: TellProgress | undefined, step: string): OnBytes =>
  (done, total) =>
    onProgress?.({ step, done, total });

/**
 * Reads an archive: its header, then its lines. Lines may be acted on only if the archive was verified before, since
 * damage shows at the very end.
 *
 * @param onBytes - Called now and then with how many bytes of the file have been read, of how many.
 * @throws {BackupError} When it does not open or is cut off.
 */
export async function* readArchive(
  file: string,
  passphrase: string,
  onBytes?: OnBytes,
): AsyncGenerator<BackupHeader | BackupLine> {
  const total = onBytes && statSync(file, { throwIfNoEntry: false })?.size;
  const bytes = createReadStream(file);
  const stream = compose(bytes, decryptor(passphrase), createGunzip()) as unknown as Readable;
  const failure = new Promise<never>((_resolve, reject) => stream.once('error', reject));
  failure.catch(() => {});
  const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  let count = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.next(), failure]);
      if (next.done) break;
      if (total !== undefined && ++count % 100 === 0) onBytes?.(Math.min(bytes.bytesRead, total - 1), total);
      yield JSON.parse(next.value) as BackupHeader | BackupLine;
    }
    if (total !== undefined) onBytes?.(total, total);
  } catch (error) {
    if (error instanceof BackupError) throw new BackupError(`${file}: ${error.message}`, error.saying, error);
    const saying = {
      id: 'archive unreadable',
      facts: { file, why: inWords(error) },
      because: sayingOf(error),
    } as const;
    throw new BackupError(`The archive ${file} can't be read. ${inWords(error)}`, saying, error);
  }
}

/**
 * Reads an archive from end to end and compares the rows with the counts in its last line.
 *
 * @returns Its header and the number of rows of each table.
 * @throws {BackupError} When anything is wrong with it.
 */
export async function verifyArchive(
  file: string,
  passphrase: string,
  onBytes?: OnBytes,
): Promise<{ header: BackupHeader; rows: Record<string, number> }> {
  let header: BackupHeader | undefined;
  let table = '';
  let ended = false;
  const rows: Record<string, number> = {};
  for await (const line of readArchive(file, passphrase, onBytes)) {
    if ('format' in line) header = line;
    else if ('table' in line) {
      table = line.table;
      rows[table] = 0;
    } else if ('row' in line) rows[table]!++;
    else if ('end' in line) ended = JSON.stringify(line.rows) === JSON.stringify(rows);
  }
  if (!header || !ended) {
    throw new BackupError(`The archive ${file} is incomplete. Use another one.`, {
      id: 'archive incomplete',
      facts: { file },
    });
  }
  return { header, rows };
}
