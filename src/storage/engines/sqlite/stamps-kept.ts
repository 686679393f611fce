import { LruMap } from '../../../http/lru-map.ts';
import type { CollectionFacts } from '../../engine.ts';
import type { Statements } from './statements.ts';

const mostUsers = 4000;

/**
 * Keeps the stamps of users' collections, which every sync asks for first, for as long as nobody has written to the database.
 * SQLite counts what other connections commit, in this process and in others (`data_version`); to look at that costs a third of
 * the query.
 *
 * @param reader - A connection that never writes: it isn't told of its own commits.
 * @param read - Asks the database, through that connection.
 */
export function keepStamps(
  reader: Statements,
  read: (uid: number) => CollectionFacts,
): (uid: number) => CollectionFacts {
  const version = reader.connection.prepare('PRAGMA data_version').pluck();
  let known = new LruMap<number, CollectionFacts>(mostUsers);
  let keptFor: unknown;
  return (uid) => {
    // Before the query: what is committed between the two is found at the next look.
    const now = version.get();
    if (now !== keptFor) {
      keptFor = now;
      known = new LruMap(mostUsers);
    }
    let facts = known.get(uid);
    if (!facts) {
      facts = read(uid);
      known.set(uid, facts);
    }
    return facts;
  };
}
