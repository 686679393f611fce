import { BadFileError, NotSyncedError } from '../sync-client/errors.ts';
import type { OpenRecord } from '../sync-client/records.ts';
import type { SyncClient } from '../sync-client/sync-client.ts';
import { isNetscapeFile, readNetscapeHtml } from './netscape-html.ts';
import { readPasswordsCsv } from './passwords-csv.ts';
import { type ImportPlan, planBookmarks } from './plan-bookmarks.ts';
import { planPasswords } from './plan-passwords.ts';

/** The largest file that is read: 100,000 bookmarks with their icons are smaller. */
export const largestFile = 100 * 1024 * 1024;

// Versions of the records that are written here; a browser throws away what a collection holds in another one (sync15.md §9).
const versions = { bookmarks: 2, passwords: 1 };

/** An import that only waits for a yes. */
export interface PreparedImport extends ImportPlan {
  collection: 'bookmarks' | 'passwords';
  /** Of the collection that it was compared with. */
  stamp: string;
}

/**
 * Reads a file of bookmarks or passwords and compares it with what is stored. Writes nothing.
 *
 * @param onRead - Hears how many records of the account were read for it so far.
 * @throws {BadFileError} What is wrong with the file; {@link NotSyncedError}; what the server answers.
 */
export async function prepareImport(
  client: SyncClient,
  file: Blob,
  onRead: (count: number) => void,
): Promise<PreparedImport> {
  const found = parse(await textOf(file));
  await expectSynced(client, found.collection);
  const records: OpenRecord[] = [];
  const stamp = await client.read(found.collection, (some, isNew) => {
    if (isNew) records.length = 0;
    for (const record of some) records.push(record);
    onRead(records.length);
  });
  return { ...found.plan(records), collection: found.collection, stamp };
}

async function textOf(file: Blob): Promise<string> {
  if (file.size > largestFile) throw new BadFileError('too large');
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    // Old browsers wrote bookmarks in the letters of their country; a password must not be guessed.
    if (isNetscapeFile(text)) return text;
    throw new BadFileError('not text');
  }
}

function parse(text: string): Pick<PreparedImport, 'collection'> & { plan(stored: OpenRecord[]): ImportPlan } {
  const now = Date.now();
  if (isNetscapeFile(text)) {
    const file = readNetscapeHtml(text, now);
    if (file.items.length + file.unusable === 0) throw new BadFileError('empty');
    return { collection: 'bookmarks', plan: (stored) => planBookmarks(file, stored as OpenRecord<'bookmarks'>[], now) };
  }
  if (/^\s*[<{[]/.test(text) || text.includes('\0')) throw new BadFileError('unknown kind');
  if (text.trim() === '') throw new BadFileError('empty');
  const file = readPasswordsCsv(text, now);
  if (file.logins.length + file.unusable === 0) throw new BadFileError('empty');
  return { collection: 'passwords', plan: (stored) => planPasswords(file, stored as OpenRecord<'passwords'>[], now) };
}

async function expectSynced(client: SyncClient, collection: PreparedImport['collection']): Promise<void> {
  const global = await client.storage.record('meta', 'global');
  const { engines = {} } = JSON.parse(global?.payload ?? '{}') as { engines?: Record<string, { version?: number }> };
  if (engines[collection]?.version !== versions[collection]) throw new NotSyncedError();
}
