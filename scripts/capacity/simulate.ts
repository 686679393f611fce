import { quantile } from '../bench/median.ts';
import { kinds, type Requests, requestCount } from './day.ts';
import { type Costs, cpuOn, isWrite, type Machine, serversOf } from './machines.ts';

/** What a busy hour does to a machine. */
export interface Hour {
  requestsPerSecond: number;
  /** Needed time as a share of what there is, of the workers or, on SQLite, of its one writer, whichever is more; above 1 it can't go on. */
  utilisation: number;
  /** Milliseconds from a request's arrival to its answer, without the network. */
  p50: number;
  p99: number;
}

const simulated = 20_000;
const warmUp = 1000;

/**
 * Sends the requests of so many people at random moments (Poisson) to a machine's workers, first come, first served. How long
 * one takes is random, too (exponential, around its cost). On SQLite a write waits for the one before it and keeps its worker
 * until the disk has it; with MariaDB the disk makes the answer later, and nobody else waits.
 *
 * @param requests - What one person's devices send in this hour.
 * @param seed - The same seed gives the same hour; more people get the same requests, closer together.
 */
export function simulate(machine: Machine, costs: Costs, requests: Requests, people: number, seed = 1): Hour {
  const random = randomOf(seed);
  const perPerson = kinds.reduce((sum, kind) => sum + requests[kind], 0);
  const perMs = (people * perPerson) / 3_600_000;
  const free = Array.from({ length: serversOf(machine) }, () => 0);
  const isOneWriter = machine.database === 'SQLite';
  let writerFree = 0;
  let now = 0;
  const times: number[] = [];
  for (let i = 0; i < simulated; i++) {
    now += exponential(random) / perMs;
    const kind = pick(requests, random() * perPerson);
    const cpu = cpuOn(machine, costs, kind) * exponential(random);
    const sync = isWrite(kind) ? machine.sync : 0;
    const server = free.indexOf(Math.min(...free));
    let start = Math.max(now, free[server]!);
    if (isOneWriter && isWrite(kind)) {
      start = Math.max(start, writerFree);
      writerFree = start + cpu + sync;
    }
    free[server] = start + cpu + (isOneWriter ? sync : 0);
    if (i >= warmUp && kind !== 'connection') times.push(start - now + cpu + sync);
  }
  return {
    requestsPerSecond: (people * requestCount(requests)) / 3600,
    utilisation: utilisationOf(machine, costs, requests, people),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** Computes needed time as a share of what there is; see {@link Hour}. */
export function utilisationOf(machine: Machine, costs: Costs, requests: Requests, people: number): number {
  const { workers, writer } = sharesOf(machine, costs, requests, people);
  return Math.max(workers, writer);
}

/** Computes that share for the workers (with MariaDB: the cores) and for SQLite's one writer apart. */
export function sharesOf(machine: Machine, costs: Costs, requests: Requests, people: number) {
  const isOneWriter = machine.database === 'SQLite';
  let work = 0;
  let writing = 0;
  for (const kind of kinds) {
    const held = cpuOn(machine, costs, kind) + (isOneWriter && isWrite(kind) ? machine.sync : 0);
    work += requests[kind] * held;
    if (isOneWriter && isWrite(kind)) writing += requests[kind] * held;
  }
  const share = people / 3_600_000;
  return { workers: (work / serversOf(machine)) * share, writer: writing * share };
}

/** What a machine is to keep in its busy hour. The rest of its time is left to first syncs, backups, and other programs. */
export const limits = { utilisation: 0.5, p99: 250 };

/** Finds how many people a machine carries within {@link limits}, to about one in a hundred. */
export function capacityOf(machine: Machine, costs: Costs, requests: Requests): number {
  const carries = (people: number) =>
    utilisationOf(machine, costs, requests, people) <= limits.utilisation &&
    simulate(machine, costs, requests, people).p99 <= limits.p99;
  let [fits, tooMany] = [0, limits.utilisation / utilisationOf(machine, costs, requests, 1)];
  if (carries(tooMany)) return Math.floor(tooMany);
  while (tooMany - fits > tooMany / 100) {
    const middle = (fits + tooMany) / 2;
    if (carries(middle)) fits = middle;
    else tooMany = middle;
  }
  return Math.floor(fits);
}

function pick(requests: Requests, at: number) {
  let left = at;
  for (const kind of kinds) {
    left -= requests[kind];
    if (left < 0) return kind;
  }
  return kinds[0];
}

const exponential = (random: () => number) => -Math.log(1 - random());

/** Numbers from 0 to below 1 that are the same for the same seed: a Weyl sequence, mixed as in MurmurHash3. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
