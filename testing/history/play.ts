import { type StorageAnswer, StorageClient } from '../storage-client.ts';
import type { WorkerProcesses } from '../worker-processes.ts';
import type { History } from './check.ts';
import type { Step } from './program.ts';
import { type Change, remove, removeCollection, removeEverything, type State, write } from './state.ts';

type Served = Pick<WorkerProcesses, 'urls' | 'masterSecret' | 'node'>;
type Told = { id: string; payload: string; modified: number }[];

/**
 * Lets clients of one user do their steps, all at the same time and each of them one after the other, and writes down what they were told.
 *
 * @throws When an answer has a status that its request can't have.
 */
export async function play(served: Served, uid: number, programs: Step[][]): Promise<History> {
  const history: History = { writes: [], looks: [] };
  await Promise.all(
    programs.map(async (steps, k) => {
      const player = new Player(served, uid, history);
      for (const [i, step] of steps.entries()) await player.take(step, `${k}.${i}`);
    }),
  );
  return history;
}

class Player {
  readonly #clients: StorageClient[];
  readonly #history: History;
  /** The stamps that the client knows, by path. */
  readonly #known = new Map<string, string>();

  constructor({ urls, masterSecret, node }: Served, uid: number, history: History) {
    this.#clients = urls.map((url) => new StorageClient({ url, masterSecret, uid, node }));
    this.#history = history;
  }

  async take(step: Step, name: string): Promise<void> {
    const client = this.#clients[step.worker % this.#clients.length]!;
    const collection = 'collection' in step ? step.collection : '';
    const path = `/storage/${collection}`;
    const ids = 'ids' in step ? step.ids : [];
    const records = ids.map((id) => ({ id, payload: name }));
    switch (step.does) {
      case 'put': {
        const change = write(collection, [{ id: step.id, payload: name }]);
        return this.#onRecord(step, change, (headers) =>
          client.put(`${path}/${step.id}`, { payload: name }, headers),
        );
      }
      case 'delete record':
        return this.#onRecord(step, remove(collection, [step.id]), (headers) =>
          client.delete(`${path}/${step.id}`, headers),
        );
      case 'post':
        return this.#write(`POST ${name}`, write(collection, records), () => client.post(path, records));
      case 'batch':
        return this.#batch(client, path, name, records, write(collection, records));
      case 'delete records':
        return this.#write(`DELETE ${name}`, remove(collection, ids), () => client.delete(`${path}?ids=${ids}`));
      case 'delete collection':
        return this.#write(`DELETE ${name}`, removeCollection(collection), () => client.delete(path));
      case 'delete everything':
        return this.#write(`DELETE ${name}`, removeEverything, () => client.delete('/storage'));
      case 'look at record':
        return this.#look(`${path}/${step.id}`, () => client.get(`${path}/${step.id}`), [200, 404], (answer) => {
          const told = answer.status === 200 ? (answer.json as Told[number]) : undefined;
          this.#remember(`${path}/${step.id}`, answer);
          return (state) => isEqual(recordsOf(state, collection, [step.id]), tellingOf(told ? [told] : []));
        });
      case 'look at page':
      case 'look at page since':
        return this.#lookAtPage(client, `${path}?full=1&limit=1000`, collection, step.does === 'look at page since');
      case 'look at all':
        return this.#lookAtPage(client, `${path}?full=1`, collection, false);
      case 'look at ids':
        return this.#look(path, () => client.get(path), [200], ({ json, modified }) => (state) => {
          const found = state.collections.get(collection);
          const told = [...(json as string[])].sort().join();
          return told === [...(found?.records.keys() ?? [])].sort().join() && isStamp(modified, found?.modified);
        });
      case 'look at stamps':
      case 'look at stamps since':
        return this.#lookAtStamps(client, step.does === 'look at stamps since');
      case 'look at counts':
        return this.#look('counts', () => client.get('/info/collection_counts'), [200], ({ json, modified }) => (state) => {
          const counts = [...state.collections].map(([key, { records: { size } }]) => [key, size] as const);
          const full = counts.filter(([, size]) => size > 0);
          return isStamp(modified, state.modified) && isEqual(new Map(full), new Map(Object.entries(json)));
        });
    }
  }

  /** Writes or removes one record, perhaps only if it is as this client has seen it last. */
  async #onRecord(
    step: Extract<Step, { onCondition: boolean }>,
    change: Change,
    send: (headers: Record<string, string>) => Promise<StorageAnswer>,
  ): Promise<void> {
    const path = `/storage/${step.collection}/${step.id}`;
    const since = step.onCondition ? this.#known.get(path) : undefined;
    const headers: Record<string, string> = since === undefined ? {} : { 'X-If-Unmodified-Since': since };
    const stored = (state: State) => state.collections.get(step.collection)?.records.get(step.id);
    const isUnmodified = (state: State) => since === undefined || (stored(state)?.modified ?? 0) <= stampOf(since);
    const isRemoval = step.does === 'delete record';
    const from = performance.now();
    const answer = await send(headers);
    const to = performance.now();
    const words = `${step.does} ${path} if unmodified since ${since}: ${answer.status} ${answer.modified}`;
    this.#remember(path, answer);
    if (answer.status === 200) {
      const condition = (state: State) => isUnmodified(state) && (!isRemoval || stored(state) !== undefined);
      this.#history.writes.push({ from, to, words, stamp: stampOf(answer.modified), change, condition });
    } else if (answer.status === 412) {
      this.#history.looks.push({ from, to, words, fits: (state) => !isUnmodified(state) });
    } else if (answer.status === 404 && isRemoval) {
      this.#history.looks.push({ from, to, words, fits: (state) => stored(state) === undefined });
    } else throw new Error(words);
  }

  async #write(words: string, change: Change, send: () => Promise<StorageAnswer>): Promise<void> {
    const from = performance.now();
    const { status, modified, text } = await send();
    const to = performance.now();
    if (status !== 200) throw new Error(`${words}: ${status} ${text}`);
    this.#history.writes.push({ from, to, words: `${words} ${modified}`, stamp: stampOf(modified), change });
  }

  /** One record after the other; the batch is gone when its collection is removed meanwhile. */
  async #batch(client: StorageClient, path: string, name: string, records: object[], change: Change): Promise<void> {
    const opened = await client.post(`${path}?batch=true`, records.slice(0, 1));
    if (opened.status !== 202) throw new Error(`POST ${name}: ${opened.status} ${opened.text}`);
    const batch = `${path}?batch=${encodeURIComponent(opened.json.batch)}`;
    for (const record of records.slice(1, -1)) {
      const { status, text } = await client.post(batch, [record]);
      if (status === 400) return;
      if (status !== 202) throw new Error(`POST ${name}: ${status} ${text}`);
    }
    const from = performance.now();
    const last = await client.post(`${batch}&commit=true`, records.slice(1).slice(-1));
    const to = performance.now();
    if (last.status === 400) return;
    if (last.status !== 200) throw new Error(`commit ${name}: ${last.status} ${last.text}`);
    const words = `commit ${name} ${last.modified}`;
    this.#history.writes.push({ from, to, words, stamp: stampOf(last.modified), change });
  }

  #lookAtPage(client: StorageClient, path: string, collection: string, ifModified: boolean): Promise<void> {
    const since = ifModified ? this.#known.get(path) : undefined;
    const headers: Record<string, string> = since === undefined ? {} : { 'X-If-Modified-Since': since };
    const send = () => client.get(path, headers);
    return this.#look(path, send, since === undefined ? [200] : [200, 304], (answer) => {
      this.#remember(path, answer);
      const { status, json, modified } = answer;
      return (state) => {
        const found = state.collections.get(collection);
        const isNew = since === undefined || (found?.modified ?? 0) > stampOf(since);
        if (isNew !== (status === 200) || !isStamp(modified, found?.modified)) return false;
        return status === 304 || isEqual(recordsOf(state, collection, null), tellingOf(json as Told));
      };
    });
  }

  #lookAtStamps(client: StorageClient, ifModified: boolean): Promise<void> {
    const since = ifModified ? this.#known.get('stamps') : undefined;
    const headers: Record<string, string> = since === undefined ? {} : { 'X-If-Modified-Since': since };
    const send = () => client.get('/info/collections', headers);
    return this.#look('stamps', send, since === undefined ? [200] : [200, 304], (answer) => {
      this.#remember('stamps', answer);
      const { status, json, modified } = answer;
      return (state) => {
        const isNew = since === undefined || state.modified > stampOf(since);
        if (isNew !== (status === 200) || !isStamp(modified, state.modified)) return false;
        const stamps = [...state.collections].map(([key, { modified: stamp }]) => [key, stamp] as const);
        const told = Object.entries(status === 200 ? (json as Record<string, number>) : {});
        return status === 304 || isEqual(new Map(stamps), new Map(told.map(([key, value]) => [key, stampOf(value)])));
      };
    });
  }

  async #look(
    what: string,
    send: () => Promise<StorageAnswer>,
    statuses: number[],
    read: (answer: StorageAnswer) => (state: State) => boolean,
  ): Promise<void> {
    const from = performance.now();
    const answer = await send();
    const to = performance.now();
    const words = `${what}: ${answer.status} ${answer.modified} ${answer.text}`;
    if (!statuses.includes(answer.status)) throw new Error(words);
    this.#history.looks.push({ from, to, words, fits: read(answer) });
  }

  #remember(path: string, { modified }: StorageAnswer): void {
    if (modified !== null) this.#known.set(path, modified);
  }
}

const stampOf = (text: string | number | null): number => Math.round(Number(text) * 100);
const isStamp = (text: string | null, stamp = 0): boolean => text !== null && stampOf(text) === stamp;

/** Records by id, each as one text; of all in the collection, or of those ids. */
function recordsOf(state: State, collection: string, ids: string[] | null): Map<string, string> {
  const found = state.collections.get(collection)?.records ?? new Map();
  const some = [...found].filter(([id]) => ids === null || ids.includes(id));
  return new Map(some.map(([id, { payload, modified }]) => [id, `${payload} ${modified}`]));
}

const tellingOf = (told: Told): Map<string, string> =>
  new Map(told.map(({ id, payload, modified }) => [id, `${payload} ${stampOf(modified)}`]));

const isEqual = <T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
