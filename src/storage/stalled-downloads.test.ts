import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const count = 8000;

describeOnEngines('downloads that nobody reads', (engine) => {
  let server: TestServer;
  const sockets: Socket[] = [];
  const client = (uid: number) =>
    new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid });
  beforeAll(async () => {
    // Whoever had to wait for another one's stalled download would lose patience first.
    server = await startTestServer(engine, { overrides: { downloads: { stall: 12_000, patience: 1000 } } });
    const payload = 'x'.repeat(2000);
    for (const uid of [1, 2]) {
      for (let at = 0; at < count; at += 1000) {
        const records = Array.from({ length: 1000 }, (_, i) => ({ id: `r${at + i}`, payload }));
        await client(uid).post('/storage/col', records);
      }
    }
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });

  it('take one user no more than a share, keep nobody else waiting, and are cut off', async () => {
    const heads = await Promise.all(Array.from({ length: 40 }, () => begin(client(1))));
    const statuses = heads.map((head) => head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)).sort();
    expect(statuses).toEqual([...Array(2).fill('200'), ...Array(38).fill('503')]);
    for (const head of heads.filter((each) => each.includes(' 503 '))) expect(head).toMatch(/Retry-After: \d+\r\n/i);
    const other = client(2);
    const reads = ['/storage/col?full=1', '/storage/col?limit=10', '/storage/col'];
    const answers = await Promise.all(reads.slice(0, 2).map((path) => other.get(path)));
    expect(answers.map(({ status, json }) => [status, json.length])).toEqual([
      [200, count],
      [200, 10],
    ]);
    expect((await other.put('/storage/col/new', { payload: '' })).status).toBe(200);
    const cut = () => server.logs.filter((record) => /took too slowly/.test(record.message)).length;
    await expect.poll(cut, { interval: 100 }).toBe(2);
    // What was still under way comes, and then the end, but not that of the list.
    const started = sockets.filter((_, i) => heads[i]!.includes(' 200 '));
    for (const end of await Promise.all(started.map(endOf))) expect(end).not.toMatch(/\]\s*$/);
    expect((await client(1).get(reads[2]!)).json).toHaveLength(count);
  });

  it('are cut off when the whole takes too long, though the client takes a little now and then', async () => {
    const slow = await startTestServer(engine, { overrides: { downloads: { total: 1500 } } });
    try {
      const c = new StorageClient({ url: slow.url, masterSecret: slow.ctx.secrets.masterSecrets[0]!, uid: 1 });
      const records = Array.from({ length: 100 }, (_, i) => ({ id: `r${i}`, payload: 'x'.repeat(20_000) }));
      for (let at = 0; at < 8; at++) {
        await c.post(
          '/storage/col',
          records.map(({ id, payload }) => ({ id: `${at}${id}`, payload })),
        );
      }
      const socket = open(c);
      const trickle = setInterval(() => socket.read(1000), 100);
      await expect.poll(() => slow.logs.some((record) => /took too slowly/.test(record.message))).toBe(true);
      clearInterval(trickle);
      expect((await c.get('/storage/col')).json).toHaveLength(800);
    } finally {
      await slow.stop();
    }
  });

  function open(c: StorageClient): Socket {
    const target = `${c.base}/storage/col?full=1`;
    const { port, host } = new URL(c.options.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${c.authorization('GET', target)}\r\n\r\n`);
    return socket;
  }

  /** Reads on until the connection ends; gives the last of it. */
  function endOf(socket: Socket): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    let last = '';
    socket.on('data', (chunk) => {
      last = chunk.toString('latin1');
    });
    socket.once('close', () => resolve(last));
    socket.resume();
    return promise;
  }

  /** Asks for everything, reads the head of the answer and then nothing more. */
  function begin(c: StorageClient): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = open(c);
    socket.once('data', (chunk) => {
      socket.pause();
      resolve(chunk.toString('latin1').split('\r\n\r\n', 1)[0]!);
    });
    return promise;
  }
});
