// Measures how long 32 syncing users wait for their answers, alone and while one user reads 100,000 records and another uploads
// 10,000. The options stand in ../main.ts.
import { parseArgs } from 'node:util';
import { hasMariadb, startMariadb } from '../../../testing/mariadb.ts';
import { startFamily } from '../floor/family.ts';
import { writeSection } from '../section.ts';
import { measureMixed } from './measure-mixed.ts';
import { type MixedReport, mixedTable } from './report.ts';

const { values: options } = parseArgs({
  options: {
    mixed: { type: 'boolean' },
    engine: { type: 'string' },
    workers: { type: 'string' },
    rounds: { type: 'string', default: '4' },
    records: { type: 'string', default: '100000' },
    docs: { type: 'boolean', default: false },
  },
});

const reports: MixedReport[] = [];
for (const engine of (['sqlite', 'mariadb'] as const).filter((each) => each === (options.engine ?? each))) {
  if (engine === 'mariadb' && !hasMariadb()) {
    console.log('MariaDB is not installed; its half is left out.');
    continue;
  }
  for (const workers of options.workers ? [Number(options.workers)] : [1, 2]) reports.push(await run(engine, workers));
}
const table = mixedTable(reports);
console.log(table);
if (options.docs) writeSection('mixed', table);

async function run(engine: 'sqlite' | 'mariadb', workers: number): Promise<MixedReport> {
  const mariadb = engine === 'mariadb' ? await startMariadb(['--innodb-buffer-pool-size=256M']) : undefined;
  const settings = mariadb ? { FOXDEN_DATABASE_URL: await mariadb.createDatabase() } : undefined;
  const family = await startFamily({ FOXDEN_WORKERS: String(workers), ...settings });
  try {
    const times = await measureMixed(family, { rounds: Number(options.rounds), records: Number(options.records) });
    const report = { engine, workers, ...times };
    console.log(mixedTable([report]));
    return report;
  } finally {
    await family.stop();
    await mariadb?.stop();
  }
}
