import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { compose, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { inWords } from '../failures/explain.ts';
import { BackupError } from './backup-error.ts';
import { decryptor } from './cipher.ts';
import type { BackupHeader, BackupLine } from './format.ts';

/**
 * Reads an archive: its header, then its lines. Lines may be acted on only if the archive was verified before, since
 * damage shows at the very end.
 *
 * @throws {BackupError} When it does not open or is cut off.
 */
export async function* readArchive(file: string, passphrase: string): AsyncGenerator<BackupHeader | BackupLine> {
  const stream = compose(createReadStream(file), decryptor(passphrase), createGunzip()) as unknown as Readable;
  const failure = new Promise<never>((_resolve, reject) => stream.once('error', reject));
  failure.catch(() => {});
  const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([reader.next(), failure]);
      if (next.done) break;
      yield JSON.parse(next.value) as BackupHeader | BackupLine;
    }
  } catch (error) {
    if (error instanceof BackupError) throw new BackupError(`${file}: ${error.message}`, error);
    throw new BackupError(`The archive ${file} can't be read. ${inWords(error)}`, error);
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
): Promise<{ header: BackupHeader; rows: Record<string, number> }> {
  let header: BackupHeader | undefined;
  let table = '';
  let ended = false;
  const rows: Record<string, number> = {};
  for await (const line of readArchive(file, passphrase)) {
    if ('format' in line) header = line;
    else if ('table' in line) {
      table = line.table;
      rows[table] = 0;
    } else if ('row' in line) rows[table]!++;
    else if ('end' in line) ended = JSON.stringify(line.rows) === JSON.stringify(rows);
  }
  if (!header || !ended) throw new BackupError(`The archive ${file} is incomplete. Use another one.`);
  return { header, rows };
}
