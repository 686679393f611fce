import { payload, records } from './records.ts';
import type { BenchUser } from './user.ts';

/** Something that browsers do, to be measured. */
export interface Scenario {
  name: string;
  /** How many users do it at the same time. */
  users: number;
  /** How often each does it. */
  rounds: number;
  /** By users of Sync 1.1. */
  isLegacy?: boolean;
  /** Fills the storage before the clock runs. */
  prepare?(user: BenchUser): Promise<void>;
  /** What must be done again before each time that the scenario runs, without the clock. */
  beforeEach?(user: BenchUser): Promise<void>;
  run(user: BenchUser): Promise<void>;
  /** The work of the bare database that it is to be compared with. */
  bare?: 'writes' | 'read';
}

const engines = ['bookmarks', 'history', 'passwords', 'tabs', 'forms', 'prefs', 'addons', 'extension-storage'];

/** A user who has synced for a while. */
export async function settle(user: BenchUser): Promise<void> {
  await user.put('/storage/meta/global', { payload: payload(1200) });
  await user.put('/storage/crypto/keys', { payload: payload(400) });
  await user.post('/storage/clients', records(3, 700));
  for (const name of engines) await user.post(`/storage/${name}`, records(20));
}

const idleRequests = ['/info/collections', '/info/configuration', '/storage/clients?full=1&limit=1000'];

async function idleSync(user: BenchUser): Promise<void> {
  for (const path of idleRequests) await user.get(path);
}

const idleRounds = 150;

/** Signs what `idleSync` will send. */
async function signIdle(user: BenchUser): Promise<void> {
  for (const path of idleRequests) user.sign('GET', path, idleRounds);
}

/** Sends prepared bodies as one batch. */
async function upload(user: BenchUser, name: string, bodies: string[]): Promise<void> {
  let batch = 'true';
  for (const [i, body] of bodies.entries()) {
    const answer = await user.post(
      `/storage/${name}?batch=${batch}${i === bodies.length - 1 ? '&commit=true' : ''}`,
      body,
    );
    batch = /"batch":"([^"]+)"/.exec(answer.body)?.[1] ?? batch;
  }
}

const firstUploads = new WeakMap<BenchUser, { bookmarks: string[]; history: string[] }>();

/** What a browser does with a full profile and an empty server; writing the bodies is its own affair. */
function firstSync(perPost: number): Pick<Scenario, 'beforeEach' | 'run'> {
  const bodies = (ttl?: number) =>
    Array.from({ length: 5000 / perPost }, () => JSON.stringify(records(perPost, 600, ttl)));
  return {
    async beforeEach(user) {
      await user.delete('/storage');
      firstUploads.set(user, { bookmarks: bodies(), history: bodies(5_184_000) });
    },
    async run(user) {
      const { bookmarks, history } = firstUploads.get(user)!;
      await upload(user, 'bookmarks', bookmarks);
      await upload(user, 'history', history);
    },
  };
}

async function download(user: BenchUser, name: string): Promise<void> {
  for (let offset = ''; ; ) {
    const answer = await user.get(`/storage/${name}?full=1&sort=oldest&limit=1000${offset}`);
    const next = answer.headers.get('x-weave-next-offset');
    if (next === undefined) return;
    offset = `&offset=${encodeURIComponent(next)}`;
  }
}

const fill = (name: string, count: number) => async (user: BenchUser) => {
  for (let done = 0; done < count; done += 1000) {
    await user.post(`/storage/${name}`, records(Math.min(1000, count - done)));
  }
};

/** What sync15.md §19 sees browsers do, and the extremes of it. */
export const scenarios: Scenario[] = [
  {
    name: 'idle sync (3 requests)',
    users: 16,
    rounds: idleRounds,
    prepare: settle,
    beforeEach: signIdle,
    run: idleSync,
  },
  {
    name: 'stamps of all collections (1 request)',
    users: 16,
    rounds: idleRounds,
    prepare: settle,
    beforeEach: async (user) => user.sign('GET', '/info/collections', idleRounds),
    run: async (user) => void (await user.get('/info/collections')),
  },
  {
    name: 'idle sync, Sync 1.1 (1 request)',
    users: 16,
    rounds: idleRounds,
    isLegacy: true,
    prepare: settle,
    run: async (user) => void (await user.get('/info/collections')),
  },
  {
    name: 'incremental sync (7 requests)',
    // Few rounds each: one user may write a hundred times a second and no more (sync15.md §4).
    users: 32,
    rounds: 10,
    prepare: settle,
    async run(user) {
      await idleSync(user);
      await user.get('/storage/history?full=1&newer=9999999999&sort=newest&limit=5000');
      await user.post('/storage/history?batch=true&commit=true', records(5, 650, 5_184_000));
      await user.post('/storage/bookmarks?batch=true&commit=true', records(1));
      await user.post('/storage/tabs?batch=true&commit=true', records(1, 8000));
    },
  },
  {
    name: 'POST of 100 records',
    users: 4,
    rounds: 25,
    run: async (user) => void (await user.post('/storage/col', records(100))),
  },
  {
    name: 'POST of 100 records, Sync 1.1',
    users: 4,
    rounds: 25,
    isLegacy: true,
    run: async (user) => void (await user.post('/storage/col', records(100))),
  },
  {
    name: 'first sync: 5,000 bookmarks and 5,000 visits, POSTs of 100',
    users: 1,
    rounds: 1,
    ...firstSync(100),
    bare: 'writes',
  },
  {
    name: 'first sync, POSTs of 1,000',
    users: 1,
    rounds: 1,
    ...firstSync(1000),
  },
  {
    name: 'second device downloads 5,000 bookmarks and 5,000 visits',
    users: 1,
    rounds: 1,
    async prepare(user) {
      await fill('bookmarks', 5000)(user);
      await fill('history', 5000)(user);
    },
    async run(user) {
      await download(user, 'bookmarks');
      await download(user, 'history');
    },
  },
  {
    name: 'commit of a batch of 10,000 records',
    users: 1,
    rounds: 1,
    async beforeEach(user) {
      await user.delete('/storage');
      const opened = await user.post('/storage/col?batch=true', records(1000));
      batchOf.set(user, /"batch":"([^"]+)"/.exec(opened.body)![1]!);
      for (let i = 0; i < 9; i++) await user.post(`/storage/col?batch=${batchOf.get(user)}`, records(1000));
    },
    run: async (user) => void (await user.post(`/storage/col?batch=${batchOf.get(user)}&commit=true`, [])),
  },
  {
    name: 'read of 10,000 records without limit',
    users: 1,
    rounds: 5,
    prepare: fill('col', 10_000),
    run: async (user) => void (await user.get('/storage/col?full=1')),
    bare: 'read',
  },
  {
    name: 'read of 100,000 records without limit',
    users: 1,
    rounds: 1,
    prepare: fill('col', 100_000),
    run: async (user) => void (await user.get('/storage/col?full=1')),
  },
];

const batchOf = new WeakMap<BenchUser, string>();
