import type { GrowthStep } from './growth.ts';
import type { Figures } from './measure.ts';

/** Everything that was measured on one database. */
export interface EngineReport {
  engine: string;
  figures: Figures[];
  tokens: number | null;
  growth: GrowthStep[];
}

const number = (value: number | null, digits = 1) => (value === null ? '–' : value.toFixed(digits));

/** Writes a report as Markdown tables. */
export function markdown({ engine, figures, tokens, growth }: EngineReport): string {
  const rows = figures.map((one) => [
    one.name,
    number(one.requestsPerSecond, 0),
    number(one.round),
    number(one.p50, 2),
    number(one.p99, 2),
    number(one.firstByte, 2),
    number(one.serverCpu, 2),
    number(one.databaseCpu, 2),
    number(one.memory, 0),
    number(one.statements),
    number(one.roundTrips),
    number(one.ofHttp, 2),
    number(one.ofExpress, 2),
    number(one.ofDatabase, 2),
  ]);
  const heads =
    'Scenario|requests/s|ms a round|p50 ms|p99 ms|first byte ms|server CPU ms|database CPU ms|memory +MiB|statements|round trips|of node:http|of Express 5|times bare database';
  return [
    `## ${engine}`,
    '',
    table(heads.split('|'), rows),
    '',
    tokens === null ? '' : `Storage tokens for a known user, one after the other: ${number(tokens, 0)} a second.\n`,
    growth.length === 0 ? '' : `Growth of cost (median ms of a request):\n\n${growthTable(growth)}\n`,
  ].join('\n');
}

const growthTable = (steps: GrowthStep[]) =>
  table(
    ['users', 'records of the measured user', 'info/collections', 'page of 100', 'PUT', 'POST of 10'],
    steps.map((one) => [
      String(one.users),
      String(one.records),
      ...[one.info, one.page, one.put, one.post].map((ms) => number(ms, 2)),
    ]),
  );

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
