import { createConfig } from '../../../src/config/config.ts';
import { readEnv } from '../../../src/config/read-env.ts';
import type { IncomingBso, ReadCommand } from '../../../src/storage/commands.ts';
import { downloadLimits } from '../../../src/storage/download-limits.ts';
import { openStorage } from '../../../src/storage/engines/open-storage.ts';
import { bareMariadb, bareSqlite } from '../bare-database.ts';
import { records } from '../records.ts';

// Foxden's storage engine without a server, and beside it the same work as bare statements, in one process that tells what
// each has cost it.
const config = createConfig(readEnv(process.env));
const { database, dataDir, limits } = config;
const engine = openStorage(database, { now: Date.now, quotaBytes: null, downloads: downloadLimits, limits });
const bare = await (database.engine === 'sqlite' ? bareSqlite(dataDir) : bareMariadb(database.url));
let uid = 1_000_000_000;

const incoming = (count: number): IncomingBso[] =>
  records(count).map(({ id, payload }) => ({ id, payload, size: payload.length, sortindex: null, ttl: null }));
const whole: Omit<ReadCommand, 'uid'> = {
  ...{ collection: 'bookmarks', ids: null, newer: null, older: null, full: true, sort: 'newest', limit: null },
  ...{ offset: null, modifiedSince: null, unmodifiedSince: null },
};

async function upload(user: number, collection: string, posts: IncomingBso[][]): Promise<void> {
  const command = { uid: user, collection, unmodifiedSince: null };
  const { batch } = await engine.openBatch({ ...command, bsos: posts[0]! });
  for (const bsos of posts.slice(1, -1)) await engine.appendBatch({ ...command, batch, bsos });
  await engine.commitBatch({ ...command, batch, bsos: posts.at(-1)! });
}

const posts = (count: number, perPost = 100) => Array.from({ length: count / perPost }, () => incoming(perPost));

async function puts(quotaBytes: number | null): Promise<() => Promise<void>> {
  const users = Array.from({ length: 60 }, () => uid++);
  const all = Array.from({ length: 5 }, () => users.map((user) => ({ user, bso: incoming(1)[0]! }))).flat();
  return async () => {
    for (const { user, bso } of all) {
      await engine.put({ uid: user, collection: 'col', unmodifiedSince: null, bso, quotaBytes });
    }
  };
}

/** A collection of 10,000 records, made once: two that were written in another order lie in the file in another way. */
const tenThousand = once(async () => {
  const place = { uid: uid++, collection: whole.collection };
  await upload(place.uid, place.collection, posts(10_000, 1000));
  return place;
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Prepares a piece of work and gives back what does it. */
const works: Record<string, () => Promise<() => Promise<unknown>>> = {
  'first sync': async () => {
    const user = uid++;
    const [bookmarks, history] = [posts(5000), posts(5000)];
    return async () => {
      await upload(user, 'bookmarks', bookmarks);
      await upload(user, 'history', history);
    };
  },
  'bare first sync': async () => {
    await bare.clear();
    return bare.writes;
  },
  read: async () => {
    const place = await tenThousand();
    return async () => {
      for (let round = 0; round < 5; round++) {
        const { more } = await engine.readCollection({ ...whole, ...place });
        while (await more?.take());
        more?.close();
      }
    };
  },
  'bare read': async () => {
    const place = await tenThousand();
    return async () => {
      for (let round = 0; round < 5; round++) await bare.read(place);
    };
  },
  put: () => puts(null),
  // With a quota a PUT goes the way of single statements.
  'put by statements': () => puts(2 ** 50),
};

const prepared = new Map<string, () => Promise<unknown>>();
process.on('message', async ({ prepare, work }: { prepare?: string; work?: string }) => {
  if (prepare) prepared.set(prepare, await works[prepare]!());
  if (work) await prepared.get(work)!();
  process.send!({});
});
process.on('disconnect', () => process.exit(0));
process.send!({ url: '' });
