import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import fc from '../../../testing/properties.ts';
import { type StorageAnswer, StorageClient } from '../../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { type ModelInput, StorageModel } from './storage-model.ts';

// Few names and ids, so that operations meet each other.
const collection = fc.constantFrom('a', 'b');
const id = fc.constantFrom('1', '2', '3', 'A', 'a');
const input = fc.record(
  {
    id,
    payload: fc.string({ unit: 'binary', maxLength: 8 }),
    sortindex: fc.integer({ min: -3, max: 3 }),
    ttl: fc.constantFrom<(0 | 1000)[]>(0, 1000),
  },
  { requiredKeys: ['id'] },
);
const inputs = fc.uniqueArray(input, { selector: (one) => one.id, maxLength: 4 });
// A condition on the present stamp holds; one on the stamp before does not; none is asked for most often.
const condition = fc.constantFrom('none', 'none', 'holds', 'fails');
const pick = fc.nat({ max: 3 });
const operation = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), collection, input, condition }),
  fc.record({ kind: fc.constant('post' as const), collection, inputs, condition }),
  fc.record({ kind: fc.constant('open' as const), collection, inputs, condition }),
  fc.record({ kind: fc.constant('append' as const), pick, inputs }),
  fc.record({ kind: fc.constant('commit' as const), pick, inputs, condition }),
  fc.record({ kind: fc.constant('deleteBso' as const), collection, id, condition }),
  fc.record({ kind: fc.constant('deleteBsos' as const), collection, ids: fc.array(id, { minLength: 1 }), condition }),
  fc.record({ kind: fc.constant('deleteCollection' as const), collection, condition }),
  fc.record({ kind: fc.constant('deleteStorage' as const) }),
  fc.record({ kind: fc.constant('purge' as const) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

describeOnEngines('storage behaves like a simple model of it', (engine) => {
  let server: TestServer;
  let uid = 1000;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  it('after any sequence of operations of several clients (sync15.md §9 to §13)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 25 }), async (operations) => {
        const masterSecret = server.ctx.secrets.masterSecrets[0]!;
        const mine = uid++;
        // Each operation comes from another client of the user, with a token of its own.
        const clients = [1, 2, 3].map(() => new StorageClient({ url: server.url, masterSecret, uid: mine }));
        const model = new StorageModel();
        for (const [index, one] of operations.entries()) await run(one, clients[index % 3]!, model);
        await compare(clients[0]!, model);
      }),
      { numRuns: 30 },
    );
  });

  async function run(one: Operation, c: StorageClient, model: StorageModel): Promise<void> {
    switch (one.kind) {
      case 'put': {
        const current = model.live(one.collection, one.input.id)?.modified ?? 0;
        const { id: path, ...body } = one.input;
        const answer = await c.put(`/storage/${one.collection}/${path}`, body, headers(one.condition, current));
        if (expectRefusal(answer, one.condition, current)) return;
        expect(answer.status).toBe(200);
        return model.write(one.collection, [one.input], answer.json);
      }
      case 'post': {
        const current = model.modifiedOf(one.collection);
        const answer = await c.post(`/storage/${one.collection}`, one.inputs, headers(one.condition, current));
        if (expectRefusal(answer, one.condition, current)) return;
        expect(answer.json.success).toEqual(one.inputs.map((bso) => bso.id));
        return model.write(one.collection, one.inputs, answer.json.modified);
      }
      case 'open': {
        const current = model.modifiedOf(one.collection);
        const answer = await c.post(
          `/storage/${one.collection}?batch=true`,
          one.inputs,
          headers(one.condition, current),
        );
        if (expectRefusal(answer, one.condition, current)) return;
        expect([answer.status, Number(answer.modified)]).toEqual([202, current]);
        model.batches.set(answer.json.batch, { collection: one.collection, items: new Map() });
        return model.append(answer.json.batch, one.inputs);
      }
      case 'append':
      case 'commit':
        return continueBatch(one, c, model);
      case 'deleteBso': {
        const current = model.live(one.collection, one.id)?.modified;
        const answer = await c.delete(`/storage/${one.collection}/${one.id}`, headers(one.condition, current ?? 0));
        if (current === undefined) return expect(answer.status).toBe(404);
        if (expectRefusal(answer, one.condition, current)) return;
        return model.remove(one.collection, [one.id], Number(answer.modified));
      }
      case 'deleteBsos': {
        const current = model.modifiedOf(one.collection);
        const answer = await c.delete(`/storage/${one.collection}?ids=${one.ids}`, headers(one.condition, current));
        if (expectRefusal(answer, one.condition, current)) return;
        return model.remove(one.collection, one.ids, Number(answer.modified));
      }
      case 'deleteCollection': {
        const current = model.modifiedOf(one.collection);
        const answer = await c.delete(`/storage/${one.collection}`, headers(one.condition, current));
        if (expectRefusal(answer, one.condition, current)) return;
        return model.removeCollection(one.collection, Number(answer.modified));
      }
      case 'deleteStorage':
        return model.removeAll(Number((await c.delete('/storage')).modified));
      case 'purge':
        await server.ctx.storage.purge();
    }
  }

  async function continueBatch(
    one: { kind: 'append' | 'commit'; pick: number; inputs: ModelInput[]; condition?: string },
    c: StorageClient,
    model: StorageModel,
  ): Promise<void> {
    const known = [...model.batches.keys()];
    const batch = known[one.pick] ?? 'gone';
    const name = model.batches.get(batch)?.collection ?? 'a';
    const current = model.modifiedOf(name);
    const query = `?batch=${batch}${one.kind === 'commit' ? '&commit=true' : ''}`;
    const condition = batch === 'gone' ? 'none' : (one.condition ?? 'none');
    const answer = await c.post(`/storage/${name}${query}`, one.inputs, headers(condition, current));
    if (batch === 'gone') return expect(answer.status).toBe(400);
    if (expectRefusal(answer, condition, current)) return;
    expect(answer.status).toBe(one.kind === 'commit' ? 200 : 202);
    if (one.kind === 'append') model.append(batch, one.inputs);
    else model.commit(batch, one.inputs, answer.json.modified);
  }

  async function compare(c: StorageClient, model: StorageModel): Promise<void> {
    const info = await c.get('/info/collections');
    expect(info.json).toEqual(model.stamps());
    expect(Number(info.modified)).toBe(model.storageModified);
    const counts: Record<string, number> = {};
    const usage: Record<string, number> = {};
    for (const name of model.collections.keys()) {
      const expected = model.read(name) as { id: string; payload: string }[];
      const answer = await c.get(`/storage/${name}?full=1&sort=newest`);
      expect(answer.json).toEqual(expected);
      expect((await c.get(`/storage/${name}?sort=oldest`)).json).toEqual(expected.map((bso) => bso.id).reverse());
      expect(Number(answer.modified)).toBe(model.modifiedOf(name));
      const bytes = expected.reduce((sum, { payload }) => sum + Buffer.byteLength(payload), 0);
      if (expected.length > 0) counts[name] = expected.length;
      if (bytes > 0) usage[name] = bytes / 1024;
    }
    expect((await c.get('/info/collection_counts')).json).toEqual(counts);
    expect((await c.get('/info/collection_usage')).json).toEqual(usage);
    expect(await countedBytes(c.options.uid)).toEqual(await storedBytes(c.options.uid));
  }

  // What quotas go by.
  async function countedBytes(of: number): Promise<Record<string, [number, number]>> {
    const { query } = server.ctx.db;
    const rows = await query.selectFrom('storage_collections').where('uid', '=', of).selectAll().execute();
    const counted = rows.filter(({ bytes, charge }) => bytes !== 0 || charge !== 0);
    return Object.fromEntries(counted.map(({ name, bytes, charge }) => [name, [bytes, charge]]));
  }

  async function storedBytes(of: number): Promise<Record<string, [number, number]>> {
    const { query } = server.ctx.db;
    const rows = await query.selectFrom('storage_bsos').where('uid', '=', of).selectAll().execute();
    const sums: Record<string, [number, number]> = {};
    for (const { collection: name, size } of rows) {
      const [bytes, charge] = sums[name] ?? [0, 0];
      sums[name] = [bytes + size, charge + Math.max(size, 100)];
    }
    return sums;
  }
});

/** Stamps as texts: `fails` is a centisecond before the present one. */
function headers(condition: string, current: number): Record<string, string> {
  if (condition === 'none' || (condition === 'fails' && current === 0)) return {};
  return { 'X-If-Unmodified-Since': (condition === 'holds' ? current : current - 0.01).toFixed(2) };
}

function expectRefusal(answer: StorageAnswer, condition: string, current: number): boolean {
  if (condition !== 'fails' || current === 0) return false;
  expect([answer.status, Number(answer.modified)]).toEqual([412, current]);
  return true;
}
