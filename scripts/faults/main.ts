// npm run faults [-- --database sqlite|mariadb|galera] [--faults N] [--seed N]: deals faults to a Foxden under load.
import { parseArgs } from 'node:util';
import { hasGalera } from '../../src/testing/galera.ts';
import { hasMariadb } from '../../src/testing/mariadb.ts';
import { faultCampaign } from './campaign.ts';
import { type DatabaseName, databaseNames } from './databases.ts';
import { figureLine } from './report.ts';

/** How many of 500 faults each database gets unless told. */
const shares: Record<DatabaseName, number> = { sqlite: 170, mariadb: 170, galera: 160 };

const { values } = parseArgs({
  options: {
    database: { type: 'string', multiple: true },
    faults: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const wanted = values.database ?? [...databaseNames];
const unknown = wanted.find((name) => !databaseNames.some((known) => known === name));
if (unknown !== undefined) throw new Error(`--database is one of ${databaseNames.join(', ')}, not ${unknown}`);
const exists = { sqlite: true, mariadb: hasMariadb(), galera: hasGalera() };
console.log(`Seed ${values.seed}. Ctrl-C ends with the figures so far.`);
const ending = new AbortController();
process.once('SIGINT', () => ending.abort());
const figures: string[] = [];
for (const database of wanted as DatabaseName[]) {
  if (!exists[database]) {
    figures.push(`${database}: skipped, it isn't installed`);
    continue;
  }
  if (ending.signal.aborted) break;
  const faults = Number(values.faults ?? shares[database]);
  const seed = Number(values.seed);
  const report = await faultCampaign({
    database,
    faults,
    seed,
    onFault: (words) => console.log(`${database} ${words}`),
    onFinding: (words) => console.error(words),
    signal: ending.signal,
  });
  for (const words of report.left) console.log(`${database}: without ${words}`);
  figures.push(figureLine(report));
  if (report.findings.words.length > 0) process.exitCode = 1;
}
for (const line of figures) console.log(line);
