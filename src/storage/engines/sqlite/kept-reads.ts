import { LruMap } from '../../../http/lru-map.ts';
import { batchOfReads } from '../../../http/turn.ts';
import type { ReadCommand } from '../../commands.ts';
import type { CollectionFacts, CollectionPage } from '../../engine.ts';
import type { Stamp } from '../../stamp.ts';
import { isKeepable } from '../facts.ts';
import type { EndingBso } from './outgoing.ts';
import type { Statements } from './statements.ts';

const mostUsers = 4000;

/** Pages are kept only if they are small: so many, with so many characters of payload and so many records each. */
const mostPages = 500;
const mostCharacters = 8192;
const mostRecords = 20;

interface KeptPage {
  page: CollectionPage;
  /** When it was read, and when the first of its records ends. */
  from: Stamp;
  until: Stamp;
}

/**
 * Keeps what every sync asks for, the stamps of users' collections and small pages (the list of a user's devices is read whole each
 * time), for as long as nobody has written to the database. SQLite counts what other connections commit, in this process and in
 * others (`data_version`).
 *
 * To look at that costs as much as half a query, so requests that are answered one after the other without a pause have one look
 * (docs/decisions/express-and-fast-paths.md says why none of them misses a write).
 */
export class KeptReads {
  readonly #version: { get(): unknown };
  #stamps = new LruMap<number, CollectionFacts>(mostUsers);
  #pages = new LruMap<string, KeptPage>(mostPages);
  #keptFor: unknown;
  #lookedIn: number | undefined;

  /** @param reader - A connection that never writes: it isn't told of its own commits. All reads go through it. */
  constructor(reader: Statements) {
    this.#version = reader.connection.prepare('PRAGMA data_version').pluck();
  }

  /** @param read - Asks the database. */
  stamps(uid: number, read: () => CollectionFacts): CollectionFacts {
    this.#look();
    let facts = this.#stamps.get(uid);
    if (!facts) {
      facts = read();
      if (isKeepable(facts)) this.#stamps.set(uid, facts);
    }
    return facts;
  }

  /** @param read - Asks the database, for rows that have an expiry if the page is read whole. */
  page<T extends CollectionPage | Promise<CollectionPage>>(command: ReadCommand, now: Stamp, read: () => T): T {
    const key = keyOf(command);
    if (key === undefined) return read();
    this.#look();
    const kept = this.#pages.get(key);
    // A clock that was set back may bring back what had ended.
    if (kept && kept.from <= now && now < kept.until) return kept.page as T;
    const page = read();
    const until = page instanceof Promise ? undefined : endOf(page);
    if (until !== undefined) this.#pages.set(key, { page: page as CollectionPage, from: now, until });
    return page;
  }

  /** Forgets everything if the database has changed. */
  #look(): void {
    const batch = batchOfReads();
    if (batch !== undefined && batch === this.#lookedIn) return;
    // Before any query: what is committed between the two is found at the next look.
    const version = this.#version.get();
    this.#lookedIn = batch;
    if (version === this.#keptFor) return;
    this.#keptFor = version;
    this.#stamps = new LruMap(mostUsers);
    this.#pages = new LruMap(mostPages);
  }
}

/** Names a read that is repeated at every sync; undefined for others. */
function keyOf(command: ReadCommand): string | undefined {
  const { uid, collection, ids, newer, older, full, sort, limit, offset, modifiedSince, unmodifiedSince } = command;
  if (ids !== null || offset !== null || limit === null) return undefined;
  return `${uid} ${collection} ${newer} ${older} ${full} ${sort} ${limit} ${modifiedSince} ${unmodifiedSince}`;
}

/** When a page is no longer the same though nothing was written; undefined for one that isn't kept. */
function endOf({ records, next, more }: CollectionPage): Stamp | undefined {
  if (next !== null || more !== null || records.length > mostRecords) return undefined;
  let characters = 0;
  let until = Number.POSITIVE_INFINITY;
  for (const { payload, expiry } of records as EndingBso[]) {
    characters += payload.length;
    if (expiry !== null && expiry < until) until = expiry;
  }
  return characters > mostCharacters ? undefined : until;
}
