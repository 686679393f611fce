import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import fc from '../../../testing/properties.ts';
import { createConfig } from '../../config/config.ts';
import { readEnv } from '../../config/read-env.ts';
import { downloadLimits } from '../download-limits.ts';
import type { StorageEngine } from '../engine.ts';
import { openStorage } from './open-storage.ts';

const collections = ['clients', 'tabs'];
const collection = fc.constantFrom(...collections);
const id = fc.constantFrom('a', 'b');
const by = fc.nat({ max: 1 });
const ttl = fc.constantFrom(null, null, 0, 5, 60);
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('put' as const), by, collection, id, ttl }) },
  // A new time to live alone: neither payload nor stamp of the record changes.
  { weight: 2, arbitrary: fc.record({ does: fc.constant('prolong' as const), by, collection, id, ttl }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('batch' as const), by, collection, id, ttl }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), by, collection, id }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete collection' as const), by, collection }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete storage' as const), by }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete user' as const), by }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('purge' as const), by }) },
  // Also far back, as after a start without a battery.
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('pass' as const), seconds: fc.constantFrom(1, 6, 61, 3600, -3600) }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

// Chance meets it seldom: a record that had ended when the page was read is there again.
const backFromTheEnd: Operation[] = [
  { does: 'put', by: 0, collection: 'tabs', id: 'a', ttl: 5 },
  { does: 'pass', seconds: 6 },
  { does: 'pass', seconds: -3600 },
];

describeOnEngines('reads of which something is kept', (engine) => {
  let now = 1_800_000_000_000;
  // As two workers have it, or two machines.
  let both: StorageEngine[];
  let uid = 0;
  beforeAll(async () => {
    const { database, limits } = createConfig(readEnv(await engine.env({ migrated: true })));
    const settings = { now: () => now, quotaBytes: null, downloads: downloadLimits, limits };
    both = [openStorage(database, settings), openStorage(database, settings)];
  });
  afterAll(async () => {
    for (const one of both ?? []) await one.close();
  });

  async function run(one: Operation, name: string): Promise<void> {
    if (one.does === 'pass') {
      now += one.seconds * 1000;
      return;
    }
    // Stamps that run ahead of the clock by little are waited for.
    now += 10;
    const storage = both[one.by]!;
    const target = { uid, collection: 'collection' in one ? one.collection : '', unmodifiedSince: null };
    const bso = (ttlOf: number | null) => ({
      ...{ id: 'a', payload: name, size: name.length, sortindex: null },
      ttl: ttlOf,
    });
    switch (one.does) {
      case 'put':
        await storage.put({ ...target, bso: { ...bso(one.ttl), id: one.id } });
        return;
      case 'prolong':
        await storage.put({ ...target, bso: { ...bso(one.ttl), id: one.id, payload: null, size: 0 } });
        return;
      case 'batch': {
        const { batch } = await storage.openBatch({ ...target, bsos: [{ ...bso(one.ttl), id: one.id }] });
        await storage.commitBatch({ ...target, batch, bsos: [{ ...bso(one.ttl), id: 'c' }] });
        return;
      }
      case 'delete':
        await storage.deleteBsos({ ...target, ids: [one.id] });
        return;
      case 'delete collection':
        await storage.deleteCollection(target);
        return;
      case 'delete storage':
        await storage.deleteStorage(target);
        return;
      case 'delete user':
        await storage.deleteUser(uid);
        await compare();
        // Nobody gets the number of one who was deleted.
        uid++;
        return;
      case 'purge':
        await storage.purge();
    }
  }

  /** What is told by reads that something is kept of, and by those of which nothing ever is. */
  async function compare(): Promise<void> {
    for (const storage of both) {
      const { modified, collections: stamps } = await storage.collectionStamps(uid);
      const usage = await storage.collectionUsage(uid);
      expect(modified).toBe(usage.modified);
      expect(stamps.map(({ name }) => name).sort()).toEqual(usage.collections.map(({ name }) => name).sort());
      for (const name of collections) {
        const command = {
          ...{ uid, collection: name, ids: null, newer: null, older: null, full: true, sort: 'newest' as const },
          ...{ limit: null, offset: null, modifiedSince: null, unmodifiedSince: null },
        };
        const fresh = await storage.readCollection(command);
        const page = await storage.readCollection({ ...command, limit: 1000 });
        const told = ({ id: key, payload, modified: stamp }: (typeof page.records)[number]) =>
          `${key} ${payload} ${stamp}`;
        expect(page.records.map(told)).toEqual(fresh.records.map(told));
        expect(page.modified).toBe(fresh.modified);
        expect(stamps.find((one) => one.name === name)?.value ?? 0).toBe(fresh.modified);
      }
    }
  }

  it('tell what is in the database, whatever was written by whom, whatever ended, wherever the clock was set', async () => {
    const some = fc.array(operation, { minLength: 5, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(some, async (operations) => {
        uid++;
        for (const [i, one] of operations.entries()) {
          await run(one, `${i}`);
          await compare();
        }
      }),
      { numRuns: 25, examples: [[backFromTheEnd]] },
    );
  });
});
