import { StorageClient } from './storage-client.ts';

/** A write as its client saw it. Times are ms of this process's clock. */
export interface Write {
  collection: string;
  /** Every write has ids of its own. */
  ids: string[];
  /** Stamp of the answer in seconds; null: there was no answer, or a 503, so it is done or not. */
  stamp: number | null;
  startedAt: number;
  endedAt: number;
}

/** What one user's devices did. */
export interface UserHistory {
  uid: number;
  writes: Write[];
  /** Increments of one record that were acknowledged, and those whose outcome is unknown. */
  increments: { sure: number; unknown: number };
  /** Stamps of the records by `collection/id`, as somebody saw them who only reads what is newer than the last answer. */
  seen: Map<string, number>;
}

/** Devices that write and read as fast as they can through several appliances. */
export interface ClusterLoad {
  histories: UserHistory[];
  /** How often a device had to try again: 503 with Retry-After, or no answer at all. */
  retries: { refused: number; unanswered: number };
  /** Answers that no device should get. */
  surprises: string[];
  /** Longest time between two acknowledged writes so far, ms. */
  longestStall(): number;
  /** Resolves when `count` more writes were acknowledged by each of these appliances. */
  more(count: number, appliances: number[]): Promise<void>;
  /** No further requests; resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** Where the load goes. */
export interface ClusterTarget {
  /** Origin of each appliance. */
  urls: string[];
  masterSecret: string;
  /** Node that tokens have to name. */
  node: string;
}

/** The record that devices count up, each time only if nobody else did meanwhile. */
export const counterPath = '/storage/counter/one';

/**
 * Starts users with one device that writes at each appliance, all at once, and one that reads at all of them in turn.
 *
 * @param users - Their uids.
 */
export function startClusterLoad({ urls, masterSecret, node }: ClusterTarget, users: number[]): ClusterLoad {
  const histories = users.map(
    (uid): UserHistory => ({ uid, writes: [], increments: { sure: 0, unknown: 0 }, seen: new Map() }),
  );
  const retries = { refused: 0, unanswered: 0 };
  const surprises: string[] = [];
  const acknowledged = urls.map(() => 0);
  let lastAt = performance.now();
  let stall = 0;
  let stopping = false;
  let wake = Promise.withResolvers<void>();

  /** Sends a request; undefined when the device has to try again. */
  async function ask(
    client: StorageClient,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) {
    const answer = await client.request(method, path, { body, headers }).catch(() => undefined);
    if (answer === undefined) retries.unanswered++;
    else if (answer.status === 503 && answer.headers.has('retry-after')) retries.refused++;
    else if ([200, 202, 412].includes(answer.status)) return answer;
    else surprises.push(`${method} ${path.replace(/\?.*/, '')}: ${answer.status} ${answer.text}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return undefined;
  }

  function count(appliance: number): void {
    const now = performance.now();
    stall = Math.max(stall, now - lastAt);
    lastAt = now;
    acknowledged[appliance]!++;
    wake.resolve();
    wake = Promise.withResolvers();
  }

  async function write(client: StorageClient, history: UserHistory, appliance: number, turn: number): Promise<void> {
    const collection = ['single', 'post', 'batch'][turn % 3]!;
    const ids = Array.from({ length: [1, 4, 12][turn % 3]! }, (_, i) => `${appliance}-${turn}-${i}`);
    const path = `/storage/${collection}`;
    const records = ids.map((id) => ({ id, payload: `of ${turn}` }));
    const attempt: Write = { collection, ids, stamp: null, startedAt: performance.now(), endedAt: 0 };
    history.writes.push(attempt);
    let answer: Awaited<ReturnType<typeof ask>>;
    if (collection === 'single') answer = await ask(client, 'PUT', `${path}/${ids[0]}`, { payload: `of ${turn}` });
    else if (collection === 'post') answer = await ask(client, 'POST', path, records);
    else {
      const half = records.length / 2;
      const opened = await ask(client, 'POST', `${path}?batch=true`, records.slice(0, half));
      if (!opened) return;
      attempt.startedAt = performance.now();
      answer = await ask(client, 'POST', `${path}?batch=${opened.json.batch}&commit=true`, records.slice(half));
    }
    if (!answer) return;
    attempt.endedAt = performance.now();
    attempt.stamp = Number(answer.modified);
    count(appliance);
  }

  async function increment(client: StorageClient, { increments }: UserHistory): Promise<void> {
    const before = await ask(client, 'GET', '/storage/counter?full=1');
    if (!before) return;
    const payload = String(Number(before.json[0]?.payload ?? 0) + 1);
    const answer = await ask(client, 'PUT', counterPath, { payload }, { 'X-If-Unmodified-Since': before.modified! });
    if (answer?.status === 200) increments.sure++;
    else if (!answer) increments.unknown++;
  }

  async function writer(history: UserHistory, appliance: number): Promise<void> {
    const client = new StorageClient({ url: urls[appliance]!, masterSecret, node, uid: history.uid });
    for (let turn = 0; !stopping; turn++) {
      await write(client, history, appliance, turn);
      await increment(client, history);
    }
  }

  async function reader({ uid, seen }: UserHistory): Promise<void> {
    const clients = urls.map((url) => new StorageClient({ url, masterSecret, node, uid }));
    const since = new Map<string, string>();
    for (let turn = 0, isLast = false; !isLast; turn++) {
      isLast = stopped;
      for (const collection of ['single', 'post', 'batch']) {
        const path = `/storage/${collection}?full=1&newer=${since.get(collection) ?? 0}`;
        let answer: Awaited<ReturnType<typeof ask>>;
        for (let tries = turn; !answer; tries++) answer = await ask(clients[tries % clients.length]!, 'GET', path);
        for (const { id, modified } of answer.json) seen.set(`${collection}/${id}`, modified);
        since.set(collection, answer.modified!);
      }
    }
  }

  let stopped = false;
  const writers = histories.flatMap((history) => urls.map((_, appliance) => writer(history, appliance)));
  const readers = histories.map(reader);
  return {
    histories,
    retries,
    surprises,
    longestStall: () => stall,
    async more(wanted, appliances) {
      const goals = appliances.map((appliance) => [appliance, acknowledged[appliance]! + wanted] as const);
      while (goals.some(([appliance, goal]) => acknowledged[appliance]! < goal)) await wake.promise;
    },
    async stop() {
      stopping = true;
      await Promise.all(writers);
      stopped = true;
      await Promise.all(readers);
    },
  };
}
