import type { StorageClient } from '../../testing/storage-client.ts';
import { ask, type Retries } from './ask.ts';
import type { Findings } from './findings.ts';
import type { Stored } from './group.ts';

/** What all clients of a campaign share. */
export interface Shared {
  findings: Findings;
  retries: Retries;
  /** Writes that were acknowledged. */
  acknowledged: number;
  /** When the appliance's clock jumped last, by the monotonic one: batches end by the clock. */
  clockJumpedAt: number;
  /** While a disk is full, payloads are large, so that the database really meets its end. */
  heavy: boolean;
}

/** One user of sync storage: what must hold over all its devices. */
export class SyncUser {
  readonly client: StorageClient;
  readonly #shared: Shared;
  readonly #stamps = new Set<number>();
  #highest = 0;
  #counter = { sure: 0, unknown: 0, before: 0 };
  readonly #seen = new Map<string, number>();
  readonly #since = new Map<string, string>();

  constructor(client: StorageClient, shared: Shared) {
    this.client = client;
    this.#shared = shared;
  }

  /** Call it before a write is sent; what it returns, when its stamp has come. */
  beginWrite(): (stamp: number) => void {
    const highest = this.#highest;
    return (stamp) => {
      const { findings } = this.#shared;
      this.#shared.acknowledged++;
      const who = `user ${this.client.options.uid}: stamp ${stamp}`;
      if (!(stamp > highest)) findings.add('other', `${who} after ${highest} was acknowledged`);
      if (this.#stamps.has(stamp)) findings.add('other', `${who} was given to two writes`);
      this.#stamps.add(stamp);
      this.#highest = Math.max(this.#highest, stamp);
    };
  }

  /** Counts a record up, unless another device does at the same time. */
  async increment(): Promise<void> {
    const before = await ask(this.#shared, 'read of the counter', () => this.client.get('/storage/counter?full=1'));
    if (!before) return;
    const payload = String(Number(before.json[0]?.payload ?? 0) + 1);
    const headers = { 'X-If-Unmodified-Since': before.modified! };
    const stamped = this.beginWrite();
    this.#counter.unknown++;
    const request = () => this.client.put('/storage/counter/one', { payload }, headers);
    const answer = await ask(this.#shared, 'write of the counter', request, [200, 412]);
    if (answer) this.#counter.unknown--;
    if (answer?.status !== 200) return;
    this.#counter.sure++;
    stamped(Number(answer.modified));
  }

  /** Reads on from the last answer, as devices do. */
  async readOn(collection: string): Promise<boolean> {
    const path = `/storage/${collection}?full=1&newer=${this.#since.get(collection) ?? 0}`;
    const answer = await ask(this.#shared, `read of ${collection}`, () => this.client.get(path));
    if (!answer) return false;
    for (const { id, modified } of answer.json) this.#seen.set(`${collection}/${id}`, modified);
    this.#since.set(collection, answer.modified!);
    return true;
  }

  /** Reads a whole collection, and compares it with what was read bit by bit. Nothing may be written meanwhile. */
  async readAll(collection: string): Promise<Stored> {
    const { findings } = this.#shared;
    await untilDone(() => this.readOn(collection));
    const path = `/storage/${collection}?full=1`;
    const answer = await untilDone(() => ask(this.#shared, `read of ${collection}`, () => this.client.get(path)));
    const stored: Stored = new Map();
    for (const { id, payload, modified } of answer.json) {
      if (stored.has(id)) findings.add('doubled', `${collection}/${id} is listed twice`);
      stored.set(id, { payload, modified });
      const seen = this.#seen.get(`${collection}/${id}`);
      if (seen !== modified)
        findings.add('lost', `who reads on misses ${collection}/${id}: ${seen} is now ${modified}`);
    }
    return stored;
  }

  /** Compares the counter with the increments. */
  async checkCounter(): Promise<void> {
    const path = '/storage/counter?full=1';
    const answer = await untilDone(() => ask(this.#shared, 'read of the counter', () => this.client.get(path)));
    const value = Number(answer.json[0]?.payload ?? 0);
    const { sure, unknown, before } = this.#counter;
    if (value < sure) this.#shared.findings.add('lost', `the counter is ${value}, ${sure} were acknowledged`);
    if (value > sure + unknown + before) {
      this.#shared.findings.add('doubled', `the counter is ${value}, ${sure} + ${unknown} were sent`);
    }
    this.#counter = { sure: value, unknown: 0, before: unknown };
  }
}

/** Repeats until something comes of it. */
export async function untilDone<T>(work: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const result = await work();
    if (result) return result;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The appliance does not answer any more');
}
