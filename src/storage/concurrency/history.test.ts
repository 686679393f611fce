import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { check } from '../../../testing/history/check.ts';
import { play } from '../../../testing/history/play.ts';
import { programs } from '../../../testing/history/program.ts';
import { startWorkers, type WorkerProcesses } from '../../../testing/worker-processes.ts';

// The short form of `npm run fuzz -- --history`. Which requests meet is chance; that what is told is true at one moment between each
// request and its answer must hold whatever meets.
describeOnEngines('what is told by several workers (sync15.md §20)', (engine) => {
  let workers: WorkerProcesses;
  beforeAll(async () => {
    workers = await startWorkers(engine, 2);
  });
  afterAll(() => workers.stop());

  it('is as if all requests had been answered one after the other by one', { timeout: 120_000 }, async () => {
    const histories = await Promise.all(
      [1, 2, 3].map((uid) => play(workers, uid, programs(uid, { clients: 4, steps: 60 }))),
    );
    for (const history of histories) {
      expect(check(history)).toEqual([]);
      expect(history.writes.length).toBeGreaterThan(40);
      expect(history.looks.length).toBeGreaterThan(80);
    }
    expect(workers.logs.filter(({ stream }) => stream === 'main')).toEqual([]);
  });
});
