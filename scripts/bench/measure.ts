import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, type Facts, type Measured } from './processes.ts';
import type { Scenario } from './scenarios.ts';
import { BenchUser, replay } from './user.ts';

/** What is measured against. A server that isn't ours tells nothing about itself. */
export interface Setup {
  url: string;
  masterSecret: string;
  server?: Measured;
  /** Process of the database server, if there is one. */
  databasePid?: number;
  /** `node:http` and Express 5 with nothing behind them. */
  bareHttp: Measured;
  bareExpress: Measured;
}

/** Figures of one scenario. Times are milliseconds, memory MiB; what can't be known is null. */
export interface Figures {
  name: string;
  requestsPerSecond: number;
  p50: number;
  p99: number;
  /** Time of one round of one user. */
  round: number;
  serverCpu: number | null;
  databaseCpu: number | null;
  /** Above what the process had before. */
  memory: number | null;
  statements: number | null;
  roundTrips: number | null;
  /** Speed as a share of that of the servers that do nothing. */
  ofHttp: number;
  ofExpress: number;
}

let nextUid = 1 + Math.floor(Math.random() * 1_000_000_000);

/** Runs a scenario, then the same numbers of bytes against the bare servers. */
export async function measure(setup: Setup, scenario: Scenario): Promise<Figures> {
  const { name, users: count, rounds } = scenario;
  const users = Array.from({ length: count }, () => new BenchUser(setup, nextUid++));
  for (const user of users) {
    await scenario.prepare?.(user);
    if (scenario.rounds > 10) await scenario.run(user);
    user.milliseconds.length = 0;
    user.trace.length = 0;
  }
  await sleep(200);
  const before = await facts(setup);
  const startedAt = performance.now();
  await Promise.all(
    users.map(async (user) => {
      for (let round = 0; round < rounds; round++) await scenario.run(user);
    }),
  );
  const elapsed = performance.now() - startedAt;
  const after = await facts(setup);
  for (const user of users) user.close();

  const [ofHttp, ofExpress] = [
    (await timeOf(() => Promise.all(users.map(({ trace }) => replay(setup.bareHttp.url, trace))))) / elapsed,
    (await timeOf(() => Promise.all(users.map(({ trace }) => replay(setup.bareExpress.url, trace, true))))) / elapsed,
  ];
  const times = users.flatMap((user) => user.milliseconds).sort((a, b) => a - b);
  const total = count * rounds;
  const per = (value: (facts: Facts) => number) => (before && after ? (value(after) - value(before)) / total : null);
  return {
    name,
    requestsPerSecond: (times.length * 1000) / elapsed,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    round: elapsed / rounds,
    serverCpu: per(({ cpu }) => cpu),
    databaseCpu: setup.databasePid === undefined ? null : per((one) => (one as Facts & { database: number }).database),
    memory: before && after ? Math.max(0, after.peak - before.rss) / 1_048_576 : null,
    statements: per(({ statements }) => statements),
    roundTrips: per(({ roundTrips }) => roundTrips),
    ofHttp,
    ofExpress,
  };
}

async function facts(setup: Setup): Promise<(Facts & { database: number }) | undefined> {
  if (!setup.server) return undefined;
  return { ...(await setup.server.ask<Facts>('facts')), database: cpuOf(setup.databasePid) };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const quantile = (sorted: number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
