import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type StorageAnswer, StorageClient } from '../../../testing/storage-client.ts';
import { startWorkers, type WorkerProcesses } from '../../../testing/worker-processes.ts';

interface Item {
  id: string;
  modified: number;
  payload: string;
}

const quotaKib = 64;
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describeOnEngines('many clients on several workers (sync15.md §20)', (engine) => {
  let workers: WorkerProcesses;
  let nextUid = 1;
  beforeAll(async () => {
    workers = await startWorkers(engine, 3, { FOXDEN_QUOTA_KB: String(quotaKib) });
  });
  afterAll(() => workers.stop());

  /** Devices of one new user, each talking to another worker than the one before. */
  function devices(count: number): StorageClient[] {
    const { urls, masterSecret, node } = workers;
    const uid = nextUid++;
    return times(count, (i) => new StorageClient({ url: urls[i % urls.length]!, masterSecret, uid, node }));
  }

  it('stamps rise strictly in the order of commits, and nobody who reads on from a stamp misses anything (sync15.md §20.4)', async () => {
    const clients = devices(9);
    const names = ['a', 'b', 'c'];
    const written = new Map<string, number>();
    let isWriting = true;
    const writers = clients.map(async (client, k) => {
      let last = 0;
      for (let i = 0; i < 12; i++) {
        const id = `${k}-${i}`;
        const name = names[(k + i) % 3]!;
        const answer =
          i % 2 === 0
            ? await client.post(`/storage/${name}`, [{ id, payload: id }])
            : await client.put(`/storage/${name}/${id}`, { payload: id });
        expect(answer.status, answer.text).toBe(200);
        const stamp = Number(answer.modified);
        expect(stamp).toBeGreaterThan(last);
        last = stamp;
        written.set(`${name}/${id}`, stamp);
      }
    });
    const readers = names.map(async (name, k) => {
      const client = clients[k]!;
      const seen = new Map<string, number>();
      for (let stamp = '0', isLast = false; !isLast; ) {
        isLast = !isWriting;
        const answer = await client.get(`/storage/${name}?full=1&newer=${stamp}`);
        expect(answer.status).toBe(200);
        for (const { id, modified } of answer.json as Item[]) {
          expect(modified).toBeLessThanOrEqual(Number(answer.modified));
          seen.set(`${name}/${id}`, modified);
        }
        stamp = answer.modified!;
      }
      return seen;
    });
    await Promise.all(writers);
    isWriting = false;
    const seen = new Map((await Promise.all(readers)).flatMap((one) => [...one]));
    expect(seen).toEqual(new Map([...seen].map(([key]) => [key, written.get(key)!])));
    expect([...seen.keys()].sort()).toEqual([...written.keys()].sort());
    expect(new Set(written.values()).size).toBe(written.size);
  });

  it('of equal preconditions exactly one holds (sync15.md §20.1)', async () => {
    const clients = devices(6);
    for (let round = 0; round < 6; round++) {
      const since = (await clients[0]!.get('/storage/col')).modified!;
      const headers = { 'X-If-Unmodified-Since': since };
      const answers = await Promise.all(
        clients.map((client, k) => client.post('/storage/col', [{ id: 'one', payload: `${round}-${k}` }], headers)),
      );
      expect(statuses(answers)).toEqual([200, 412, 412, 412, 412, 412]);
      const winner = answers.findIndex((answer) => answer.status === 200);
      expect((await clients[1]!.get('/storage/col/one')).json.payload).toBe(`${round}-${winner}`);
    }
    const creations = await Promise.all(
      clients.map((client) => client.put('/storage/crypto/keys', { payload: 'k' }, { 'X-If-Unmodified-Since': '0' })),
    );
    expect(statuses(creations)).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('first writes of a new user do not get in each other’s way (sync15.md §20.7)', async () => {
    for (let round = 0; round < 5; round++) {
      const clients = devices(6);
      const answers = await Promise.all(
        clients.map((client, k) => client.put(`/storage/c${k % 2}/${k}`, { payload: 'x' })),
      );
      expect(statuses(answers)).toEqual(times(6, () => 200));
      expect(new Set(answers.map((answer) => answer.modified)).size).toBe(6);
      expect((await clients[0]!.get('/info/collection_counts')).json).toEqual({ c0: 3, c1: 3 });
    }
  });

  it('no update of one record is lost when everybody checks before writing', async () => {
    const clients = devices(5);
    await clients[0]!.put('/storage/col/counter', { payload: '0' });
    const rounds = 5;
    await Promise.all(
      clients.map(async (client) => {
        for (let done = 0; done < rounds; ) {
          const { json, modified } = await client.get('/storage/col/counter');
          const answer = await client.put(
            '/storage/col/counter',
            { payload: String(Number(json.payload) + 1) },
            { 'X-If-Unmodified-Since': modified! },
          );
          expect([200, 412]).toContain(answer.status);
          if (answer.status === 200) done++;
        }
      }),
    );
    expect((await clients[0]!.get('/storage/col/counter')).json.payload).toBe(String(clients.length * rounds));
  });

  it('a batch is seen whole or not at all, with the stamp that belongs to it (sync15.md §20.3, §20.5)', async () => {
    const [writer, ...readers] = devices(4);
    const ids = times(150, (i) => `r${i}`);
    let isWriting = true;
    const reading = readers.map(async (reader) => {
      let seen = 0;
      while (isWriting) {
        const { json, modified, status } = await reader.get('/storage/col?full=1');
        expect(status).toBe(200);
        const items = json as Item[];
        expect([0, ids.length]).toContain(items.length);
        expect(new Set(items.map((item) => item.payload)).size).toBeLessThanOrEqual(1);
        if (items.length > 0) expect(new Set(items.map((item) => item.modified))).toEqual(new Set([Number(modified)]));
        seen++;
      }
      return seen;
    });
    for (let version = 0; version < 6; version++) {
      const body = (from: number, to: number) => ids.slice(from, to).map((id) => ({ id, payload: `v${version}` }));
      const { batch } = (await writer!.post('/storage/col?batch=true', body(0, 50))).json;
      await writer!.post(`/storage/col?batch=${batch}`, body(50, 100));
      expect((await writer!.post(`/storage/col?batch=${batch}&commit=true`, body(100, 150))).status).toBe(200);
    }
    isWriting = false;
    for (const seen of await Promise.all(reading)) expect(seen).toBeGreaterThan(0);
  });

  it('a batch is committed once, with everything that was acknowledged for it (sync15.md §20.5, §20.6)', async () => {
    const clients = devices(6);
    for (let round = 0; round < 4; round++) {
      const { batch } = (await clients[0]!.post('/storage/col?batch=true', [])).json;
      const path = `/storage/col?batch=${batch}`;
      const appends = clients.map((client, k) => client.post(path, [{ id: `${round}-${k}`, payload: 'x' }]));
      const commits = clients.slice(0, 3).map((client) => client.post(`${path}&commit=true`, []));
      const appended = await Promise.all(appends);
      expect(statuses(await Promise.all(commits))).toEqual([200, 400, 400]);
      const present = new Set((await clients[0]!.get('/storage/col')).json as string[]);
      for (const [k, answer] of appended.entries()) {
        expect([202, 400]).toContain(answer.status);
        expect(present.has(`${round}-${k}`)).toBe(answer.status === 202);
      }
    }
  });

  it('the quota is filled and never exceeded (sync15.md §20.9)', async () => {
    const clients = devices(6);
    const payload = 'x'.repeat(4096);
    const answers = (
      await Promise.all(
        clients.map(async (client, k) => {
          const mine: StorageAnswer[] = [];
          for (let i = 0; i < 5; i++)
            mine.push(await client.post(`/storage/c${k % 2}`, [{ id: `${k}-${i}`, payload }]));
          return mine;
        }),
      )
    ).flat();
    const fitting = quotaKib / 4;
    expect(statuses(answers)).toEqual([...times(fitting, () => 200), ...times(30 - fitting, () => 403)]);
    expect((await clients[0]!.get('/info/quota')).json).toEqual([quotaKib, quotaKib]);
  });

  it('deletion of everything and writes come in some order, and stamps never go back', async () => {
    const clients = devices(6);
    const stamps = await Promise.all(
      clients.map(async (client, k) => {
        const mine: number[] = [];
        for (let i = 0; i < 6; i++) {
          const answer =
            k === 0 ? await client.delete('/storage') : await client.put(`/storage/c${k}/1`, { payload: 'x' });
          expect(answer.status).toBe(200);
          mine.push(Number(answer.modified));
        }
        return mine;
      }),
    );
    for (const mine of stamps) expect(mine).toEqual([...mine].sort((a, b) => a - b));
    expect(new Set(stamps.flat()).size).toBe(36);
    const last = Number((await clients[0]!.get('/info/collections')).modified);
    expect(last).toBe(Math.max(...stamps.flat()));
  });

  it('nothing of all this surfaced as an error', () => {
    expect(workers.logs.filter((record) => record.stream === 'main')).toEqual([]);
  });
});

const statuses = (answers: StorageAnswer[]): number[] => answers.map((answer) => answer.status).sort((a, b) => a - b);
