import { setImmediate as breathe } from 'node:timers/promises';
import { beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { createWorkerPool, defaultTimings, type WorkerPool } from './worker-pool.ts';
import { type WorkerProcess, WorkerStartError } from './worker-process.ts';

/** A worker whose life the test decides. */
interface FakeWorker extends WorkerProcess {
  becomeReady(): void;
  fail(): void;
  crash(): void;
  isDraining(): boolean;
}

let born: FakeWorker[] = [];
let pool: WorkerPool;

const alive = () => born.filter((worker) => worker.state() !== 'gone');
const serving = () => alive().filter((worker) => !worker.isDraining());

/** Lets everything happen that only waits for promises, and for pauses of up to a minute. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await breathe();
  await vi.advanceTimersByTimeAsync(60_000);
}

/** @param leaves - Workers leave at once when they are told to. */
function fakeWorker(leaves: boolean): FakeWorker {
  let state: ReturnType<WorkerProcess['state']> = 'starting';
  const ready = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<string>();
  ready.promise.catch(() => {});
  const end = () => {
    state = 'gone';
    ready.reject(new WorkerStartError('ended', 70, false));
    exited.resolve('exit code 0');
  };
  const worker: FakeWorker = {
    pid: born.length + 1,
    startedAt: 0,
    state: () => state,
    stats: () => undefined,
    ready: ready.promise,
    exited: exited.promise,
    tick: () => 0,
    send() {},
    async drain() {
      if (state !== 'gone') state = 'draining';
      if (leaves) end();
      await exited.promise;
    },
    kill: end,
    becomeReady() {
      state = 'ready';
      ready.resolve();
    },
    fail: end,
    crash: end,
    isDraining: () => state === 'draining',
  };
  born.push(worker);
  return worker;
}

async function start({ size = 2, leaves = true, isShortOfMemory = false } = {}): Promise<void> {
  pool = createWorkerPool({
    program: 'unused',
    size,
    log: createLogger(() => {}, 'debug'),
    level: () => 'debug',
    onMessage() {},
    timings: defaultTimings,
    onAccess() {},
    isShortOfMemory,
    forkProcess: () => fakeWorker(leaves),
  });
  const started = pool.start();
  for (const worker of born) worker.becomeReady();
  await started;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  born = [];
  return () => vi.useRealTimers();
});

it('a worker that ended is replaced, once', async () => {
  await start();
  born[0]!.crash();
  await settle();
  expect(alive()).toHaveLength(2);
  expect(pool.crashes()).toBe(1);
});

it('a rolling restart replaces each worker when the next one serves', async () => {
  await start();
  const done = pool.rollingRestart();
  await breathe();
  expect(alive()).toHaveLength(3);
  born[2]!.becomeReady();
  await settle();
  born[3]!.becomeReady();
  await done;
  expect(alive()).toEqual([born[2], born[3]]);
  expect(pool.crashes()).toBe(0);
});

it('where memory is short no rolling restart has more workers than before', async () => {
  await start({ isShortOfMemory: true });
  const done = pool.rollingRestart();
  await settle();
  expect(alive()).toEqual([born[1], born[2]]);
  born[2]!.becomeReady();
  await settle();
  expect(alive()).toEqual([born[2], born[3]]);
  born[3]!.becomeReady();
  await done;
  expect(pool.crashes()).toBe(0);
});

it('where memory is short a worker that can not be replaced is tried again', async () => {
  await start({ isShortOfMemory: true });
  const done = pool.rollingRestart();
  await breathe();
  await breathe();
  born[2]!.fail();
  await expect(done).rejects.toThrow('ended');
  await settle();
  expect(alive()).toEqual([born[1], born[3]]);
});

it('where memory is short a stop in the middle of a rolling restart ends all', async () => {
  await start({ isShortOfMemory: true, leaves: false });
  const done = pool.rollingRestart();
  await breathe();
  const stopped = pool.stop();
  for (const worker of [...born]) worker.kill();
  await stopped;
  await done;
  await settle();
  expect(alive()).toEqual([]);
  expect(born).toHaveLength(2);
});

it('a worker that ends while its replacement starts leaves no worker too many', async () => {
  await start();
  const done = pool.rollingRestart();
  await breathe();
  born[0]!.crash();
  await settle();
  expect(alive()).toEqual([born[1], born[2]]);
  born[2]!.becomeReady();
  await settle();
  born[3]!.becomeReady();
  await done;
  await settle();
  expect(alive()).toEqual([born[2], born[3]]);
  expect(pool.crashes()).toBe(1);
});

it('a worker that ends while its replacement fails is replaced all the same', async () => {
  await start();
  const done = pool.rollingRestart();
  await breathe();
  born[0]!.crash();
  await breathe();
  born[2]!.fail();
  await expect(done).rejects.toThrow('ended');
  await settle();
  expect(alive()).toEqual([born[1], born[3]]);
});

it.each(['POST /restart during the restore', 'a restart that had begun before'])(
  'no worker runs while something needs them all gone: %s',
  async (when) => {
    await start();
    const restarted = when.startsWith('a') ? pool.rollingRestart() : undefined;
    const work = Promise.withResolvers<string>();
    let runs = false;
    const result = pool.standStill(() => {
      runs = true;
      return work.promise;
    });
    await settle();
    if (restarted) {
      expect(runs).toBe(false);
      born[2]!.becomeReady();
      await settle();
      born[3]!.becomeReady();
      await restarted;
      await settle();
    }
    expect(runs).toBe(true);
    expect(alive()).toEqual([]);
    const before = born.length;
    const later = pool.rollingRestart();
    await settle();
    expect(born).toHaveLength(before);
    work.resolve('restored');
    await settle();
    expect(alive()).toHaveLength(2);
    for (const worker of alive()) worker.becomeReady();
    expect(await result).toBe('restored');
    for (let i = 0; i < 2; i++) {
      await settle();
      born.at(-1)!.becomeReady();
    }
    await later;
    expect(alive()).toHaveLength(2);
    expect(pool.crashes()).toBe(0);
  },
);

it('workers come back after work that failed, and its failure is told', async () => {
  await start();
  const result = pool.standStill(async () => {
    throw new Error('damaged archive');
  });
  result.catch(() => {});
  await settle();
  for (const worker of alive()) worker.becomeReady();
  await expect(result).rejects.toThrow('damaged archive');
  expect(alive()).toHaveLength(2);
});

it('a worker that crashed just before is not started during the work', async () => {
  await start();
  born[0]!.crash();
  const work = Promise.withResolvers<void>();
  const result = pool.standStill(() => work.promise);
  await settle();
  expect(alive()).toEqual([]);
  work.resolve();
  await settle();
  expect(alive()).toHaveLength(2);
  for (const worker of alive()) worker.becomeReady();
  await result;
});

it('stopping during the work waits for it, and starts nobody', async () => {
  await start();
  const work = Promise.withResolvers<string>();
  const result = pool.standStill(() => work.promise);
  await settle();
  let stopped = false;
  const end = pool.stop().then(() => {
    stopped = true;
  });
  await settle();
  expect(stopped).toBe(false);
  work.resolve('restored');
  expect(await result).toBe('restored');
  await end;
  await settle();
  expect(alive()).toEqual([]);
  await expect(pool.standStill(async () => {})).rejects.toThrow('being stopped');
});

it('stopping during a rolling restart ends the old and the new', async () => {
  await start({ leaves: false });
  const restarted = pool.rollingRestart();
  restarted.catch(() => {});
  await breathe();
  const end = pool.stop();
  await settle();
  expect(serving()).toEqual([]);
  for (const worker of alive()) worker.crash();
  await end;
  await settle();
  expect(alive()).toEqual([]);
  expect(born).toHaveLength(3);
});

it('a pool that was stopped before it began starts nobody', async () => {
  pool = createWorkerPool({
    program: 'unused',
    size: 2,
    log: createLogger(() => {}, 'debug'),
    level: () => 'debug',
    onMessage() {},
    onAccess() {},
    forkProcess: () => fakeWorker(true),
  });
  await pool.stop();
  void pool.start();
  await settle();
  expect(born).toEqual([]);
});
