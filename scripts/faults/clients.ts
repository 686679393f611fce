import { setTimeout as sleep } from 'node:timers/promises';
import { StorageClient } from '../../testing/storage-client.ts';
import { chance } from '../fuzz/random.ts';
import { AccountOwner } from './account.ts';
import { ask } from './ask.ts';
import { collections, Device } from './device.ts';
import { type Shared, SyncUser } from './user.ts';

/** Within what time after a fault a write must be taken again, ms of the monotonic clock. */
const wayBack = 30_000;
const users = 3;
const devicesEach = 2;
/** Tokens outlive every jump of the clock. */
const tokenEnd = Math.floor(Date.now() / 1000) + 10 * 365 * 86_400;

/** Where clients find the storage, and what signs its tokens. */
export interface Target {
  url: string;
  masterSecret: string;
}

/** Makes all clients of a campaign: devices of several people with their ledgers, an owner of accounts, and a probe. */
export async function startClients({ url, masterSecret }: Target, shared: Shared, seed: number) {
  const client = (uid: number) => new StorageClient({ url, masterSecret, uid, expires: tokenEnd });
  const syncUsers = Array.from({ length: users }, (_, i) => new SyncUser(client(1001 + i), shared));
  const devices = syncUsers.flatMap((user, u) =>
    Array.from({ length: devicesEach }, (_, d) => {
      const name = `${u}${d}`;
      return { user, device: new Device(user, shared, chance(seed + 100 * u + d), name) };
    }),
  );
  const owner = new AccountOwner(url, shared, chance(seed + 1));
  const probe = client(1000);
  // A collection that has lost its last record is gone, and then a delete is none.
  for (const user of syncUsers) {
    for (const collection of collections) await user.client.put(`/storage/${collection}/first`, { payload: '' });
  }
  return {
    start() {
      let isOver = false;
      const lanes = Promise.all([...devices.map(({ device }) => device), owner].map((lane) => lane.run(() => isOver)));
      // One that gives up says so when it is stopped; till then the campaign finds out what has become of the appliance.
      lanes.catch(() => {});
      return {
        async stop() {
          isOver = true;
          await lanes;
        },
      };
    },
    /** Resolves when a write is taken, with the ms that it took. */
    async writesAgain(): Promise<number> {
      const begunAt = performance.now();
      let isLate = false;
      for (;;) {
        const answer = await ask(shared, 'write after the fault', () =>
          probe.put('/storage/probe/one', { payload: 'x' }),
        );
        const ms = performance.now() - begunAt;
        if (answer) return ms;
        if (ms > 4 * wayBack) throw new Error(`The appliance does not come back (${shared.findings.during})`);
        if (ms > wayBack && !isLate) {
          isLate = true;
          shared.findings.add('other', `no write was taken for ${wayBack / 1000} s`);
        }
        await sleep(50);
      }
    },
    async check(): Promise<void> {
      for (const user of syncUsers) {
        for (const collection of collections) {
          const stored = await user.readAll(collection);
          for (const { device } of devices.filter((each) => each.user === user)) {
            for (const group of device.groups)
              if (group.collection === collection) group.check(stored, shared.findings);
          }
        }
        await user.checkCounter();
      }
      await owner.check();
    },
    checkAll: () => owner.checkAll(),
  };
}
