// Measures what each path of sync storage costs as a multiple of its parts. The options stand in ../main.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasMariadb, startMariadb } from '../../../testing/mariadb.ts';
import { writeSection } from '../section.ts';
import { startFamily } from './family.ts';
import { measureRow, type Place } from './measure-row.ts';
import { pssOf, settle, treeOf } from './process-tree.ts';
import { type FloorReport, markdown, rowLine } from './report.ts';
import { rows } from './rows.ts';
import { syncsPerWrite } from './syncs.ts';

const { values: options } = parseArgs({
  options: {
    row: { type: 'string', default: '' },
    engine: { type: 'string' },
    workers: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    docs: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench-results' },
  },
});

const engines = (['sqlite', 'mariadb'] as const).filter((engine) => engine === (options.engine ?? engine));
const reports: FloorReport[] = [];
for (const engine of engines) {
  if (engine === 'mariadb' && !hasMariadb()) {
    console.log('MariaDB is not installed; its half is left out.');
    continue;
  }
  for (const workers of options.workers ? [Number(options.workers)] : [1, 2]) reports.push(await run(engine, workers));
}
const tables = reports
  .filter(({ results }) => results.length > 0)
  .map(markdown)
  .join('\n');
mkdirSync(options.out, { recursive: true });
writeFileSync(join(options.out, 'bench.md'), tables);
writeFileSync(join(options.out, 'bench.json'), `${JSON.stringify(reports, null, 2)}\n`);
console.log(`Written to ${options.out}/bench.md and bench.json.`);
if (options.docs) writeSection('floor', tables);

async function run(engine: 'sqlite' | 'mariadb', workers: number): Promise<FloorReport> {
  const wanted = rows.filter(
    (row) => row.engines.includes(engine) && row.name.includes(options.row) && (workers === 1 || row.isPerWorker),
  );
  const report: FloorReport = { engine, workers, results: [], pss: null, databasePss: null, syncs: null };
  if (wanted.length === 0) return report;
  const mariadb = engine === 'mariadb' ? await startMariadb(['--innodb-buffer-pool-size=256M']) : undefined;
  const settings = mariadb ? { FOXDEN_DATABASE_URL: await mariadb.createDatabase() } : undefined;
  const family = await startFamily({ FOXDEN_WORKERS: String(workers), ...settings });
  const place: Place = { family, databasePid: mariadb?.pid, rounds: Number(options.rounds) };
  await settle(treeOf(family.pid));
  report.pss = pssOf(treeOf(family.pid));
  for (const row of wanted) {
    const result = { row, ...(await measureRow(place, row)) };
    report.results.push(result);
    console.log(`${engine}, ${workers} worker(s): ${rowLine(result).join(' | ')}`);
  }
  if (mariadb) report.databasePss = pssOf([mariadb.pid]);
  if (options.row === '') report.syncs = await syncsPerWrite(place);
  await family.stop();
  await mariadb?.stop();
  return report;
}
