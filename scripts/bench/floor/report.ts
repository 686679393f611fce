import { median } from '../median.ts';
import type { Measured } from './measure-row.ts';
import type { Row } from './rows.ts';

/** Everything that was measured on one database with so many workers. Memory in MiB; what can't be known is null. */
export interface FloorReport {
  engine: 'sqlite' | 'mariadb';
  workers: number;
  results: ({ row: Row } & Measured)[];
  /** Memory of Foxden after its start, and of the database after all rows. */
  pss: number | null;
  databasePss: number | null;
  /** How often the disk was told to keep something, for each write. */
  syncs: number | null;
}

/** The cells of one row of the table. */
export function rowLine({ row, ours, floor, ratios }: FloorReport['results'][number]): string[] {
  const spread = [Math.min(...ratios), median(ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
  const target = row.target === undefined ? '–' : `≤ ${row.target}`;
  return [row.name, row.floor, ms(median(ours)), ms(median(floor)), ...spread, target];
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

/** Writes a report as a table. */
export function markdown({ engine, workers, results, pss, databasePss, syncs }: FloorReport): string {
  const heads = ['Path', 'of', 'CPU of a round', 'of the floor', 'min', 'median', 'max', 'wanted'];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const title = `### ${engine === 'sqlite' ? 'SQLite' : 'MariaDB'}, ${workers === 1 ? 'one worker' : `${workers} workers`}`;
  const facts = [
    pss === null ? [] : `Memory (PSS) after the start: ${pss.toFixed(0)} MiB.`,
    databasePss === null ? [] : `MariaDB after all rows: ${databasePss.toFixed(0)} MiB.`,
    syncs === null ? [] : `Syncs of the disk for an acknowledged PUT: ${syncs.toFixed(2)}.`,
  ].flat();
  const table = [line(heads), line(heads.map((_, i) => (i < 2 ? '---' : '---:'))), ...results.map(rowLine).map(line)];
  return [title, '', ...table, '', facts.join(' '), ''].join('\n');
}
