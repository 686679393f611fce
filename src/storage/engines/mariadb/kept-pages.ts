import { LruMap } from '../../../http/lru-map.ts';
import type { ReadCommand } from '../../commands.ts';
import type { CollectionFacts, CollectionPage } from '../../engine.ts';
import type { Stamp } from '../../stamp.ts';
import { isSmallPage } from '../portions.ts';
import type { ReadPage } from './read-collection.ts';
import type { StampLooks } from './stamp-looks.ts';

const mostPages = 500;

/**
 * Characters of payloads, and a hundred for each record, which takes as much memory by itself. The list of a person's devices,
 * which every sync reads, has one or two thousand.
 */
const largest = 8192;
const ofRecord = 100;

interface KeptPage {
  query: string;
  page: CollectionPage;
  /** When it was read, and when the first of its records ends. */
  readAt: Stamp;
  endsAt: Stamp;
}

/**
 * Keeps small pages for as long as their collection has the same stamp, since to ask for that takes a fifth of reading the page
 * again. One page a collection: devices ask alike.
 *
 * @param looks - Tells the stamps.
 * @param now - In centiseconds.
 * @param read - Reads from the database.
 */
export function keepPages(
  looks: StampLooks,
  now: () => Stamp,
  read: (command: ReadCommand) => Promise<ReadPage>,
): (command: ReadCommand) => Promise<CollectionPage> {
  const pages = new LruMap<string, KeptPage>(mostPages);
  return async (command) => {
    const { uid, collection } = command;
    const query = queryOf(command);
    if (query === null) return read(command);
    const key = `${uid} ${collection}`;
    const kept = pages.get(key);
    const readAt = now();
    // A clock that was set back may bring back what had ended.
    if (kept?.query === query && kept.endsAt > readAt && kept.readAt <= readAt) {
      const { modified } = kept.page;
      // Who has just asked for the stamps, as syncs do, has found a new one then; so the page need not be asked about.
      const last = looks.lastKnown(uid);
      const mayHold = !last || stampOf(last, collection) === modified;
      if (mayHold && stampOf(await looks.of(uid), collection) === modified) return kept.page;
    }
    const { endsAt, ...page } = await read(command);
    const isConditional = command.modifiedSince !== null || command.unmodifiedSince !== null;
    const isKept = endsAt !== null && !isConditional && lengthOf(page) <= largest;
    if (isKept) pages.set(key, { query, page, readAt, endsAt });
    return page;
  };
}

/** What a page depends on beside its collection; null for one that isn't kept. Conditions are looked at by who asks. */
function queryOf(command: ReadCommand): string | null {
  if (command.ids !== null || !isSmallPage(command)) return null;
  const { full, sort, limit, newer, older, offset } = command;
  return JSON.stringify([full, sort, limit, newer, older, offset]);
}

const stampOf = ({ collections }: CollectionFacts, collection: string): Stamp =>
  collections.find(({ name }) => name === collection)?.value ?? 0;

const lengthOf = ({ records }: CollectionPage): number =>
  records.reduce((sum, { payload }) => sum + ofRecord + payload.length, 0);
