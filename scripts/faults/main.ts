// npm run faults [-- --database sqlite|mariadb|galera] [--faults N] [--seed N] [--only KIND]: deals faults to a Foxden under load.
// npm run faults -- --cluster [--rounds N]: kills each container of docker/cluster/compose.yaml in turn.
import { parseArgs } from 'node:util';
import { hasGalera } from '../../testing/galera.ts';
import { hasMariadb } from '../../testing/mariadb.ts';
import { faultCampaign } from './campaign.ts';
import { clusterCampaign } from './cluster.ts';
import { type DatabaseName, databaseNames } from './databases.ts';
import { faultKinds } from './fault.ts';
import { figureLine } from './report.ts';

/** How many of 500 faults each database gets unless told. */
const shares: Record<DatabaseName, number> = { sqlite: 170, mariadb: 170, galera: 160 };

const { values } = parseArgs({
  options: {
    database: { type: 'string', multiple: true },
    faults: { type: 'string' },
    only: { type: 'string' },
    cluster: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const wanted = values.cluster ? [] : (values.database ?? [...databaseNames]);
const unknown = wanted.find((name) => !databaseNames.some((known) => known === name));
if (unknown !== undefined) throw new Error(`--database is one of ${databaseNames.join(', ')}, not ${unknown}`);
const only = faultKinds.find((kind) => kind === values.only);
if (only === undefined && values.only !== undefined)
  throw new Error(`--only is one of ${faultKinds.join(', ')}, not ${values.only}`);
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
    only,
    onFault: (words) => console.log(`${database} ${words}`),
    onFinding: (words) => console.error(words),
    signal: ending.signal,
  });
  for (const words of report.left) console.log(`${database}: without ${words}`);
  figures.push(figureLine(report));
  if (report.findings.words.length > 0) process.exitCode = 1;
}
if (values.cluster) {
  const { killed, acknowledged, retries, findings, slowest } = await clusterCampaign({
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    onStep: (words) => console.log(words),
    onFinding: (words) => console.error(words),
  });
  const { lost, torn, doubled, other } = findings.counts;
  figures.push(
    `docker/cluster: ${killed} containers killed; ${acknowledged} writes acknowledged, ${lost} lost, ${torn} torn, ` +
      `${doubled} doubled, ${other} other findings; ${retries.refused} answers 503, ${retries.unanswered} connections lost; ` +
      `writes were taken again after ${(slowest / 1000).toFixed(1)} s at most`,
  );
  if (findings.words.length > 0) process.exitCode = 1;
}
for (const line of figures) console.log(line);
