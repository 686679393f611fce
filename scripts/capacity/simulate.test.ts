import { describe, expect, it } from 'vitest';
import { busyHour, day, kinds, requestsOf } from './day.ts';
import { type Costs, cpuOn, isWrite, type Machine, machines, serversOf } from './machines.ts';
import { capacityOf, limits, simulate, utilisationOf } from './simulate.ts';

const costs: Costs = { get: 0.3, records: 0.5, post: 1, tabs: 1.5, token: 1, connection: 1 };
const requests = requestsOf(busyHour);
const [sqlite, mariadb] = (['SQLite', 'MariaDB'] as const).map((database): Machine => {
  return { name: 'a machine', database, cores: 4, speed: 0.5, sync: 5 };
}) as [Machine, Machine];

describe('what a person sends', () => {
  it('is three GETs and one connection a sync for a browser that nobody uses, and a sync an hour', () => {
    const idle = requestsOf({ active: 0, idle: 5, starts: 0, phoneSyncs: 0 });
    expect(idle.get).toBe(15);
    expect(idle.connection).toBe(5);
    expect(idle.post + idle.tabs).toBe(0);
  });

  it('grows with use, and a day has more of it than its busiest hour', () => {
    const used = requestsOf({ active: 5, idle: 0, starts: 0, phoneSyncs: 0 });
    const unused = requestsOf({ active: 0, idle: 5, starts: 0, phoneSyncs: 0 });
    for (const kind of ['get', 'post', 'tabs', 'connection'] as const) {
      expect(used[kind]).toBeGreaterThan(unused[kind]);
    }
    for (const kind of kinds) expect(requestsOf(day)[kind]).toBeGreaterThan(requests[kind]);
  });
});

describe.each([sqlite, mariadb])('a busy hour on $database', (machine) => {
  it('is the same for the same seed, and another for another', () => {
    const hour = simulate(machine, costs, requests, 2000, 7);
    expect(simulate(machine, costs, requests, 2000, 7)).toEqual(hour);
    expect(simulate(machine, costs, requests, 2000, 8).p99).not.toBe(hour.p99);
  });

  it('gets busier and slower with every person more, never the other way', () => {
    const hours = [100, 500, 1000, 2000, 4000, 8000, 16_000].map((people) =>
      simulate(machine, costs, requests, people),
    );
    for (const [i, hour] of hours.slice(1).entries()) {
      expect(hour.utilisation).toBeGreaterThan(hours[i]!.utilisation);
      expect(hour.p50).toBeGreaterThanOrEqual(hours[i]!.p50);
      expect(hour.p99).toBeGreaterThanOrEqual(hours[i]!.p99);
    }
  });

  it('answers nearly everybody at once while there are few', () => {
    const hour = simulate(machine, costs, requests, 1);
    const mean = kinds.reduce((sum, kind) => {
      const disk = isWrite(kind) ? machine.sync : 0;
      return sum + requests[kind] * (cpuOn(machine, costs, kind) + disk);
    }, 0);
    const count = kinds.reduce((sum, kind) => sum + requests[kind], 0);
    expect(hour.p50).toBeLessThan((2 * mean) / count);
  });

  it('is carried within the limits, and a few people more are not', () => {
    const people = capacityOf(machine, costs, requests);
    const within = (count: number) =>
      utilisationOf(machine, costs, requests, count) <= limits.utilisation &&
      simulate(machine, costs, requests, count).p99 <= limits.p99;
    expect(within(people)).toBe(true);
    expect(within(Math.ceil(people * 1.02))).toBe(false);
  });
});

describe('utilisation', () => {
  it('is demand by capacity: CPU by cores on MariaDB', () => {
    const cpu = kinds.reduce((sum, kind) => sum + requests[kind] * cpuOn(mariadb, costs, kind), 0);
    expect(utilisationOf(mariadb, costs, requests, 3000)).toBeCloseTo((3000 * cpu) / (mariadb.cores * 3_600_000), 10);
  });

  it('on SQLite is that of the one writer when the disk is slow, whatever cores there are', () => {
    const slow = { ...sqlite, sync: 100 };
    const writing = (['post', 'tabs'] as const).reduce(
      (sum, kind) => sum + requests[kind] * (cpuOn(slow, costs, kind) + 100),
      0,
    );
    expect(utilisationOf(slow, costs, requests, 300)).toBeCloseTo((300 * writing) / 3_600_000, 10);
    expect(utilisationOf({ ...slow, cores: 64 }, costs, requests, 300)).toBe(utilisationOf(slow, costs, requests, 300));
  });

  it('goes down with faster cores', () => {
    expect(utilisationOf({ ...mariadb, speed: 1 }, costs, requests, 100)).toBeCloseTo(
      utilisationOf(mariadb, costs, requests, 100) / 2,
      10,
    );
  });
});

it('knows no machine without cores, speed or a disk', () => {
  for (const machine of machines) {
    expect(serversOf(machine)).toBeGreaterThanOrEqual(1);
    expect(machine.speed).toBeGreaterThan(0);
    expect(machine.sync).toBeGreaterThan(0);
    expect(capacityOf(machine, costs, requests)).toBeGreaterThan(0);
  }
});
