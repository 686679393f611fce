import type { ErrorFacts, Explanation, Place } from './explanation.ts';
import type { SqliteCauses } from './saying.ts';
import { diskFull, isFull, outOfMemory } from './system-errors.ts';
import { databaseName, databasePlace } from './where.ts';

type Code = keyof SqliteCauses extends `SQLITE_${infer Primary}` ? Primary : never;

const words: Record<Code, (database: string) => Omit<Explanation, 'saying'>> = {
  NOTADB: (database) => ({
    cause: `${database} is no SQLite database, or its beginning is damaged.`,
    fix: 'If FOXDEN_DATA_DIR is right, restore a backup: foxden restore FILE',
  }),
  CORRUPT: (database) => ({
    cause: `${database} is damaged: what SQLite finds in it can't be.`,
    fix: 'Stop Foxden, keep a copy of the file, check the disk, and restore the newest backup: foxden restore FILE',
  }),
  READONLY: (database) => ({
    cause: `${database} can only be read by this user (uid ${process.getuid?.() ?? '?'}), or its disk is mounted read-only.`,
    fix: 'Give the file and its folder to the user that runs Foxden, on a disk that can be written.',
  }),
  CANTOPEN: (database) => ({
    cause: `${database} can't be opened by this user (uid ${process.getuid?.() ?? '?'}).`,
    fix: 'Give the file and its folder to the user that runs Foxden, and run this command as that user.',
  }),
  BUSY: (database) => ({
    cause: `${database} stays locked by another program.`,
    fix: 'End what uses the file (another Foxden, a copy or a backup program), then try again.',
  }),
  IOERR: (database) => ({
    cause: `The disk with ${database} has failed to read or write.`,
    fix: 'Look at the kernel log (dmesg), check the disk, and restore a backup if the file is damaged.',
  }),
  PROTOCOL: (database) => ({
    cause: `${database} is on a file system whose locks don't work, as on some network shares.`,
    fix: 'Move the data dir to a disk of this machine, or use MariaDB (FOXDEN_DATABASE_URL).',
  }),
};
const sameAs: Record<string, Code> = { LOCKED: 'BUSY', PERM: 'CANTOPEN', AUTH: 'CANTOPEN', NOLFS: 'IOERR' };

/** Explains errors of SQLite by their primary result code. */
export function explainSqliteError({ code }: ErrorFacts, place: Place): Explanation | undefined {
  const kind = typeof code === 'string' ? /^SQLITE_([A-Z]+)/.exec(code)?.[1] : undefined;
  if (kind === undefined) return undefined;
  const database = databasePlace(place);
  const file = place.database?.engine === 'sqlite' ? place.database.file : undefined;
  const name = databaseName(place);
  if (kind === 'FULL' || (file && ['IOERR', 'CANTOPEN'].includes(kind) && isFull(file)))
    return diskFull(database, name);
  if (kind === 'NOMEM') return outOfMemory();
  const known = sameAs[kind] ?? kind;
  if (!isKnown(known)) return undefined;
  const { cause, fix } = words[known](database);
  const facts = { database: name, uid: process.getuid?.() ?? '?' };
  return { cause: capitalised(cause), fix, saying: { id: `SQLITE_${known}`, facts } };
}

const isKnown = (kind: string): kind is Code => Object.hasOwn(words, kind);

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
