import {
  type Activity,
  busyHour,
  day,
  kindNames,
  kinds,
  type Requests,
  requestCount,
  requestsOf,
  stored,
} from './day.ts';
import { backupSeconds, type Costs, cpuOn, type Machine } from './machines.ts';
import { capacityOf, limits, sharesOf, simulate } from './simulate.ts';

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
const table = (heads: string[], rows: string[][], words = 1) =>
  [line(heads), line(heads.map((_, i) => (i < words ? '---' : '---:'))), ...rows.map(line)].join('\n');

/** Rounded to two digits, since the third would be a pretence. */
const rough = (figure: number) => Number(figure.toPrecision(2)).toLocaleString('en');

const backupHours = ({ database, speed }: Machine, people: number) =>
  (people * stored.records * backupSeconds[database]) / 1e6 / 3600 / speed;

/** The table of what a person's devices send and what that cost where it was measured. */
export function demandTable(costs: Costs): string {
  const perDay = requestsOf(day);
  const perHour = requestsOf(busyHour);
  const cpu = (counts: Requests) => kinds.reduce((sum, kind) => sum + counts[kind] * costs[kind], 0);
  const rows = kinds.map((kind) => [
    kindNames[kind],
    perDay[kind].toFixed(0),
    perHour[kind].toFixed(1),
    `${costs[kind].toFixed(2)} ms${kind === 'connection' ? ' (assumed)' : ''}`,
  ]);
  return table(
    ['Request', 'a day', 'in the busy hour', 'CPU of one'],
    [
      ...rows,
      [
        'all requests',
        requestCount(perDay).toFixed(0),
        requestCount(perHour).toFixed(1),
        `${cpu(perHour).toFixed(0)} ms a busy hour`,
      ],
    ],
  );
}

/** The table of what is assumed of a person. */
export function activityTable(): string {
  const row = (name: string, { active, idle, starts, phoneSyncs }: Activity) => [
    name,
    ...[active, idle, starts, phoneSyncs].map(String),
  ];
  return table(
    ['', 'hours of use, all desktops', 'hours open without use', 'starts', 'syncs of the phone'],
    [row('a day', day), row('the busy hour', busyHour)],
  );
}

/** The table of how many people machines carry. */
export function capacityTable(machines: Machine[], costs: Costs): string {
  const requests = requestsOf(busyHour);
  const rows = machines.map((machine) => {
    const people = capacityOf(machine, costs, requests);
    const hour = simulate(machine, costs, requests, people);
    return [
      machine.name,
      machine.database,
      String(machine.speed),
      `${machine.sync} ms`,
      rough(people),
      hour.requestsPerSecond.toFixed(0),
      `${(hour.utilisation * 100).toFixed(0)} %`,
      `${hour.p99.toFixed(0)} ms`,
      `${rough((people * stored.records * stored.bytesOfRecord) / 1e9)} GB`,
      `${rough(backupHours(machine, people))} h`,
      limitOf(machine, costs, requests, people),
    ];
  });
  return table(
    ['Machine', 'Database', 'core', 'disk', 'people', 'requests/s', 'busy', 'p99', 'data', 'a backup', 'the limit is'],
    rows,
    2,
  );
}

function limitOf(machine: Machine, costs: Costs, requests: Requests, people: number): string {
  const { workers, writer } = sharesOf(machine, costs, requests, people);
  if (Math.max(workers, writer) < limits.utilisation * 0.98) return `p99 of ${limits.p99} ms`;
  if (workers > writer) return machine.database === 'MariaDB' ? 'CPU' : 'two workers';
  return machine.sync > cpuOn(machine, costs, 'post') ? 'the disk: one write at a time' : 'one write at a time';
}
