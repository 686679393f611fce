import { quantile } from '../median.ts';
import type { MixedTimes } from './measure-mixed.ts';

/** What was measured on one database with so many workers. */
export interface MixedReport extends MixedTimes {
  engine: 'sqlite' | 'mariadb';
  workers: number;
}

/** Writes the reports as a table. */
export function mixedTable(reports: MixedReport[]): string {
  const heads = [
    'Database',
    'workers',
    'requests',
    'number',
    'p50 alone',
    'p50 beside',
    'p99 alone',
    'p99 beside',
    'times',
  ];
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rows = reports.flatMap(({ engine, workers, quiet, loaded, heavy }) => {
    const all = (times: typeof quiet) => [...times.reads, ...times.writes];
    const row = (name: string, alone: number[], beside: number[]) => {
      const [p50, p99] = [0.5, 0.99].map((q) => [quantile(alone, q), quantile(beside, q)] as const);
      const cells = [...p50!, ...p99!].map((ms) => `${ms.toFixed(1)} ms`);
      const engineName = engine === 'sqlite' ? 'SQLite' : 'MariaDB';
      return line([engineName, workers, name, beside.length, ...cells, (p99![1] / p99![0]).toFixed(2)]);
    };
    return [
      row('all', all(quiet), all(loaded)),
      row('reads', quiet.reads, loaded.reads),
      row(`writes (beside ${heavy.reads} reads, ${heavy.uploads} uploads)`, quiet.writes, loaded.writes),
    ];
  });
  return [line(heads), line(heads.map((_, i) => (i === 0 || i === 2 ? '---' : '---:'))), ...rows].join('\n');
}
