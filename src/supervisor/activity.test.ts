import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { createPerson, type Person } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { recordActivity } from '../admin/activity/record.ts';
import { resolutions } from '../admin/activity/resolutions.ts';
import { noActivity, quantile } from '../admin/activity/sample.ts';
import type { MetricsSnapshot } from '../metrics/metrics.ts';
import { runJob } from '../worker/jobs/run-job.ts';
import { activityJob } from './activity.ts';
import type { WorkerProcess } from './worker-process.ts';

interface Point {
  at: number;
  routes: Record<string, number>;
  statuses: Record<string, number>;
  median: number | null;
  p99: number | null;
  bytesSent: number;
  gauges?: { usersOfHour: number; usersOfDay: number; databaseBytes: number; collections: Record<string, number> };
}

describeOnEngines('the activity that the charts show', (engine) => {
  let server: TestServer;
  let admin: Person;
  beforeAll(async () => {
    server = await startTestServer(engine);
    admin = await createPerson(server);
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', admin.uid).execute();
  });
  afterAll(() => server.stop());

  const worker = {} as WorkerProcess;
  const jobs = {
    run: async (name: 'purge' | 'activity', { input }: { input?: unknown } = {}) => {
      const { result, error } = await runJob(server.ctx, name, { tell: () => {}, input });
      if (error !== undefined) throw new Error(error);
      return result!;
    },
  };
  const now = async () => new Map([[worker, server.ctx.metrics.requests()]]);
  const read = async (span: string) => {
    const answer = await fetch(`${server.url}/admin/api/activity?span=${span}`, {
      headers: { authorization: admin.auth },
    });
    return ((await answer.json()) as { points: Point[] }).points;
  };
  const sum = (points: Point[], of: (point: Point) => number) => points.reduce((all, point) => all + of(point), 0);

  it('is what a client counted that made the load, in every resolution, however often it is written down', async () => {
    const job = activityJob({ requests: now }, jobs);
    await job.run();
    const before = await read('years');
    const own: Record<string, number> = {};
    const ask = async (path: string, headers = {}) => {
      const { status } = await fetch(server.url + path, { headers });
      own[status] = (own[status] ?? 0) + 1;
    };
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 7; i++) await ask('/__lbheartbeat__');
      for (let i = 0; i < 5; i++) await ask('/1.5/1/info/collections');
      await ask('/v1/account/status?uid=no');
      // Notes the time of each request when its answer has ended.
      await expect.poll(() => JSON.stringify(server.ctx.metrics.requests())).toContain('lbheartbeat');
      await job.run();
    }
    expect(own).toEqual({ 200: 24, 401: 15 });
    for (const span of ['hours', 'day', 'fortnight', 'years']) {
      const points = await read(span);
      const route = (name: string) => sum(points, ({ routes }) => routes[name] ?? 0);
      expect(route('GET /__lbheartbeat__'), span).toBe(21);
      expect(
        sum(points, ({ statuses }) => statuses[401] ?? 0),
        span,
      ).toBe(15);
      expect(sum(points, ({ bytesSent }) => bytesSent)).toBeGreaterThan(sum(before, ({ bytesSent }) => bytesSent));
      expect(points.at(-1)).toMatchObject({ median: expect.any(Number), p99: expect.any(Number) });
      expect(points.at(-1)!.gauges).toMatchObject({ usersOfHour: 1, usersOfDay: 1, databaseBytes: expect.any(Number) });
    }
  });

  it('is not lost when it could not be written, nor when a worker leaves or another one comes', async () => {
    const snapshot = (count: number) =>
      [
        {
          name: 'foxden_http_request_duration_seconds',
          values: [
            {
              labels: { method: 'GET', route: '/made/up', status: 200 },
              value: count,
              metricName: 'foxden_http_request_duration_seconds_count',
            },
          ],
        },
      ] as unknown as MetricsSnapshot;
    const [first, second] = [{}, {}] as WorkerProcess[];
    let workers = new Map<WorkerProcess, MetricsSnapshot>();
    let isAway = true;
    const job = activityJob(
      { requests: async () => workers },
      {
        run: (name, options) => (isAway ? Promise.reject(new Error('away')) : jobs.run(name as 'activity', options)),
      },
    );
    workers = new Map([[first!, snapshot(10)]]);
    await expect(job.run()).rejects.toThrow('away');
    isAway = false;
    workers = new Map([
      [first!, snapshot(25)],
      [second!, snapshot(4)],
    ]);
    await job.run();
    workers = new Map([[second!, snapshot(5)]]);
    await job.run();
    expect(sum(await read('years'), ({ routes }) => routes['GET /made/up'] ?? 0)).toBe(30);
  });

  it('takes only so much room, however long the server runs', async () => {
    let time = Date.now();
    const ctx = { ...server.ctx, now: () => time };
    for (let i = 0; i < 60; i++) {
      time += 60 * 60_000;
      await recordActivity(ctx, noActivity());
    }
    const rows = await server.ctx.db.query.selectFrom('activity_samples').select(['minutes', 'at']).execute();
    for (const { minutes, kept } of resolutions) {
      const those = rows.filter((row) => row.minutes === minutes);
      expect(those.length).toBeLessThanOrEqual(kept / minutes + 1);
      expect(Math.min(...those.map(({ at }) => Number(at)))).toBeGreaterThanOrEqual(time - (kept + minutes) * 60_000);
    }
    expect(rows.filter(({ minutes }) => minutes === 1).length).toBeLessThanOrEqual(25);
  });

  it('costs a request no statement', async () => {
    const statements = async () => {
      const metric = (await server.ctx.metrics.snapshot()).find(({ name }) => name === 'foxden_sql_statements_total');
      return metric!.values[0]!.value;
    };
    const before = await statements();
    await fetch(`${server.url}/__lbheartbeat__`);
    expect(await statements()).toBe(before);
  });
});

it('estimates durations from what is known of them', () => {
  expect(quantile([0, 0, 0, 0, 0, 0, 0, 0], 0.5)).toBeNull();
  expect(quantile([10, 0, 0, 0, 0, 0, 0, 0], 0.5)).toBeCloseTo(0.001);
  expect(quantile([98, 0, 0, 0, 0, 2, 0, 0], 0.99)).toBeCloseTo(3);
  expect(quantile([0, 0, 0, 0, 0, 0, 0, 1], 0.99)).toBe(20);
});
