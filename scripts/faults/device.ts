import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../fuzz/random.ts';
import { ask } from './ask.ts';
import { RecordGroup } from './group.ts';
import type { Shared, SyncUser } from './user.ts';

/** Collections that devices write to; each is written in its own way. */
export const collections = ['single', 'post', 'batch'] as const;

/** Groups of each kind that a device has, and how many records are in one. */
const groupsOfAKind = 8;
const sizes = { single: 1, post: 4, batch: 12 };

/** A device that writes, reads and deletes, one request after the other, and keeps its ledger. */
export class Device {
  readonly groups: RecordGroup[];
  readonly #user: SyncUser;
  readonly #shared: Shared;
  readonly #random: Chance;
  readonly #name: string;
  #turn = 0;

  constructor(user: SyncUser, shared: Shared, random: Chance, name: string) {
    this.#user = user;
    this.#shared = shared;
    this.#random = random;
    this.#name = name;
    this.groups = collections.flatMap((collection) =>
      Array.from({ length: groupsOfAKind }, (_, group) => {
        const ids = Array.from({ length: sizes[collection] }, (_, i) => `${name}-${group}-${i}`);
        return new RecordGroup(collection, ids);
      }),
    );
  }

  /** Does one thing after the other until `isOver`. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const before = { ...this.#shared.retries };
      await this.#doSomething();
      const { refused, unanswered } = this.#shared.retries;
      const isAway = refused + unanswered > before.refused + before.unanswered;
      await sleep(isAway ? 150 : this.#random.below(30));
    }
  }

  async #doSomething(): Promise<void> {
    const random = this.#random;
    const group = random.pick(this.groups);
    switch (random.below(8)) {
      case 0:
        return this.#user.increment();
      case 1:
        return void (await this.#user.readOn(random.pick(collections)));
      case 2:
        return this.#delete(group);
      default:
        return this.#write(group);
    }
  }

  async #write(group: RecordGroup): Promise<void> {
    const { client } = this.#user;
    const path = `/storage/${group.collection}`;
    const padding = 'x'.repeat(this.#random.below(this.#shared.heavy ? 200_000 / group.ids.length : 300));
    const payload = `${this.#name}.${++this.#turn}:${padding}`;
    const records = group.ids.map((id) => ({ id, payload }));
    if (group.collection === 'single') {
      return this.#send(group, payload, 'PUT', `${path}/${group.ids[0]}`, { payload });
    }
    if (group.collection === 'post') return this.#send(group, payload, 'POST', path, records);
    const begunAt = performance.now();
    const third = records.length / 3;
    const open = () => client.post(`${path}?batch=true`, records.slice(0, third));
    const opened = await ask(this.#shared, 'POST batch=true', open, [200, 202, 400]);
    if (!opened) return;
    if (opened.status === 400) {
      // Faults break off more batches in a quarter of an hour than a user may leave open (limit exceeded).
      if (opened.text === '17') this.#shared.retries.refused++;
      else this.#shared.findings.add('other', `POST batch=true: 400 ${opened.text}`);
      return;
    }
    const batch = encodeURIComponent(opened.json.batch);
    // A batch ends by the clock. Each process looks at it once a second, a busy one later.
    const ended = () => (this.#shared.clockJumpedAt > begunAt - 5000 ? [400] : []);
    const append = () => client.post(`${path}?batch=${batch}`, records.slice(third, 2 * third));
    const appended = await ask(this.#shared, 'POST batch', append, [200, 202, 400]);
    if (appended?.status === 400 && ended().length === 0) {
      this.#shared.findings.add('other', `POST batch: 400 ${appended.text}`);
    }
    if (!appended || appended.status === 400) return;
    await this.#send(group, payload, 'POST', `${path}?batch=${batch}&commit=true`, records.slice(2 * third), ended);
  }

  #delete(group: RecordGroup): Promise<void> {
    const path = `/storage/${group.collection}`;
    const target = group.ids.length === 1 ? `${path}/${group.ids[0]}` : `${path}?ids=${group.ids.join()}`;
    return this.#send(group, null, 'DELETE', target, undefined, () => [404]);
  }

  /** Sends the request that decides, and writes down what came of it. `others`: statuses of one that has done nothing. */
  async #send(
    group: RecordGroup,
    payload: string | null,
    method: string,
    path: string,
    body: unknown,
    others: () => number[] = () => [],
  ): Promise<void> {
    const what = `${method} ${path.replace(/[?].*/, '')}`;
    const stamped = this.#user.beginWrite();
    const answer = await ask(
      this.#shared,
      what,
      () => this.#user.client.request(method, path, { body }),
      [200, 400, 404],
    );
    if (!answer) return group.unanswered(payload);
    if (answer.status !== 200) {
      // A delete that went unanswered before has found its records.
      if (!others().includes(answer.status)) {
        this.#shared.findings.add('other', `${what}: ${answer.status} ${answer.text}`);
      }
      return;
    }
    const { success, failed } = answer.json;
    if (failed && (Object.keys(failed).length > 0 || success.length === 0)) {
      this.#shared.findings.add('other', `${what}: not all were taken: ${answer.text.slice(0, 200)}`);
    }
    const stamp = Number(answer.modified);
    stamped(stamp);
    group.acknowledged(payload, stamp);
  }
}
