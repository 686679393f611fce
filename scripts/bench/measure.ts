import type { BareDatabase } from './bare-database.ts';
import { median, quantile } from './median.ts';
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
  bareDatabase?: BareDatabase;
}

/** Figures of one scenario. Times are milliseconds, memory MiB; what can't be known is null. */
export interface Figures {
  name: string;
  requestsPerSecond: number;
  p50: number;
  p99: number;
  /** Median time until an answer began. */
  firstByte: number;
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
  /** Time as a multiple of what the bare database needs for the same records. */
  ofDatabase: number | null;
}

let nextUid = 1 + Math.floor(Math.random() * 1_000_000_000);

/** Every scenario runs so often, since one run tells little. */
const slices = 7;

/** Before that it runs for so many milliseconds that aren't counted: a server at home has been up for days, and compiled. */
const warmUp = 2000;

/**
 * Runs a scenario and, in turn with it, the same numbers of bytes against the bare servers, so that whatever else the
 * machine does meets all three. Ratios are medians of those turns.
 */
export async function measure(setup: Setup, scenario: Scenario): Promise<Figures> {
  const { name, users: count, rounds } = scenario;
  const users: BenchUser[] = [];
  for (let i = 0; i < count; i++) {
    const uid = nextUid++;
    users.push(scenario.isLegacy ? await BenchUser.legacy(setup, uid) : new BenchUser(setup, uid));
  }
  for (const user of users) await scenario.prepare?.(user);
  const turns: Turn[] = [];
  const startedAt = performance.now();
  do await oneTurn(setup, scenario, users);
  while (performance.now() - startedAt < warmUp);
  for (let i = 0; i < slices; i++) turns.push(await oneTurn(setup, scenario, users));
  for (const user of users) user.close();
  const times = (of: 'milliseconds' | 'firstByte') =>
    turns.flatMap(({ answers }) => answers.map((answer) => answer[of]));
  const total = turns.reduce((sum, { elapsed }) => sum + elapsed, 0);
  const used = (value: (used: Used) => number | null) => {
    const values = turns.map((turn) => turn.used && value(turn.used)).filter((one) => one !== null);
    return values.length === 0 ? null : median(values);
  };
  return {
    name,
    requestsPerSecond: (times('milliseconds').length * 1000) / total,
    p50: quantile(times('milliseconds'), 0.5),
    p99: quantile(times('milliseconds'), 0.99),
    firstByte: quantile(times('firstByte'), 0.5),
    round: median(turns.map(({ elapsed }) => elapsed)) / rounds,
    serverCpu: used(({ cpu }) => cpu / (count * rounds)),
    databaseCpu: used(({ database }) => (database === null ? null : database / (count * rounds))),
    memory: used(({ memory }) => memory / 1_048_576),
    statements: used(({ statements }) => statements / (count * rounds)),
    roundTrips: used((one) => one.roundTrips / (count * rounds)),
    ofHttp: median(turns.map(({ http, elapsed }) => http / elapsed)),
    ofExpress: median(turns.map(({ express, elapsed }) => express / elapsed)),
    ofDatabase: turns[0]?.bare ? median(turns.map(({ bare, elapsed }) => elapsed / bare!)) : null,
  };
}

/** One time through a scenario and its repetitions against the bare servers, in milliseconds. */
interface Turn {
  elapsed: number;
  http: number;
  express: number;
  bare: number | null;
  answers: { milliseconds: number; firstByte: number }[];
  /** Null when the server doesn't tell. */
  used: Used | null;
}

/** What a turn cost: milliseconds of CPU time, bytes above what the process had before, and counts. */
interface Used {
  cpu: number;
  database: number | null;
  memory: number;
  statements: number;
  roundTrips: number;
}

async function oneTurn(setup: Setup, scenario: Scenario, users: BenchUser[]): Promise<Turn> {
  for (const user of users) {
    await scenario.beforeEach?.(user);
    user.answers.length = 0;
    user.trace.length = 0;
  }
  const before = await facts(setup);
  const elapsed = await timeOf(() =>
    Promise.all(
      users.map(async (user) => {
        for (let round = 0; round < scenario.rounds; round++) await scenario.run(user);
      }),
    ),
  );
  const after = await facts(setup);
  const repeat = (url: string, onlyGet: boolean) =>
    timeOf(() => Promise.all(users.map(({ trace }) => replay(url, trace, onlyGet))));
  return {
    elapsed,
    http: await repeat(setup.bareHttp.url, false),
    express: await repeat(setup.bareExpress.url, true),
    bare:
      scenario.bare && setup.bareDatabase ? await bareTime(setup.bareDatabase, scenario.bare, scenario.rounds) : null,
    answers: users.flatMap(({ answers }) => answers),
    used:
      before && after
        ? {
            cpu: after.cpu - before.cpu,
            database: setup.databasePid === undefined ? null : after.database - before.database,
            memory: Math.max(0, after.peak - before.rss),
            statements: after.statements - before.statements,
            roundTrips: after.roundTrips - before.roundTrips,
          }
        : null,
  };
}

async function bareTime(bare: BareDatabase, work: 'writes' | 'read', rounds: number): Promise<number> {
  if (work === 'read') await bare.writes();
  const time = await timeOf(async () => {
    for (let round = 0; round < rounds; round++) await bare[work]();
  });
  await bare.clear();
  return time;
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
