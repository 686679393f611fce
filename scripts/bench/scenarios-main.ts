// Measures sync storage with really signed requests, against servers that do nothing in the same run. Writes bench.md,
// bench.svg and bench.json. The options stand in main.ts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../testing/free-port.ts';
import { hasMariadb, startMariadb } from '../../testing/mariadb.ts';
import { bareMariadb, bareSqlite } from './bare-database.ts';
import { chart } from './chart.ts';
import { growth } from './growth.ts';
import { type Figures, measure, type Setup } from './measure.ts';
import { type Measured, start } from './processes.ts';
import { type EngineReport, markdown } from './report.ts';
import { scenarios } from './scenarios.ts';
import { tokensPerSecond } from './tokens.ts';

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    scenarios: { type: 'boolean' },
    engine: { type: 'string' },
    url: { type: 'string' },
    secret: { type: 'string' },
    only: { type: 'string' },
    growth: { type: 'boolean', default: true },
    full: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench-results' },
  },
});

const bareHttp = await start('bare-process.ts');
const bareExpress = await start('bare-process.ts', { args: ['express'] });
const reports: EngineReport[] = [];
if (options.url && options.secret) {
  reports.push(await run(options.url, { url: options.url, masterSecret: options.secret, bareHttp, bareExpress }));
} else {
  for (const engine of options.engine ? [options.engine] : ['sqlite', 'mariadb']) {
    if (engine === 'sqlite') reports.push(await onSqlite());
    else if (hasMariadb()) reports.push(await onMariadb());
    else console.log('MariaDB is not installed; its half is left out.');
  }
}
for (const bare of [bareHttp, bareExpress]) bare.stop();
mkdirSync(options.out, { recursive: true });
writeFileSync(join(options.out, 'bench.md'), reports.map(markdown).join('\n'));
writeFileSync(join(options.out, 'bench.svg'), chart(reports));
writeFileSync(join(options.out, 'bench.json'), `${JSON.stringify(reports, null, 2)}\n`);
console.log(`Written to ${options.out}/bench.md, bench.svg and bench.json.`);

async function onSqlite(): Promise<EngineReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-bench-'));
  const server = await startServer({ FOXDEN_DATA_DIR: dataDir });
  const setup = { ...setupOf(server), bareDatabase: await bareSqlite(dataDir) };
  const report = await run('SQLite', setup);
  await setup.bareDatabase.close();
  server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return report;
}

async function onMariadb(): Promise<EngineReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-bench-'));
  const mariadb = await startMariadb(['--innodb-buffer-pool-size=256M']);
  const url = await mariadb.createDatabase();
  const server = await startServer({ FOXDEN_DATA_DIR: dataDir, FOXDEN_DATABASE_URL: url });
  const setup = { ...setupOf(server), databasePid: mariadb.pid, bareDatabase: await bareMariadb(url) };
  const report = await run('MariaDB', setup);
  await setup.bareDatabase.close();
  server.stop();
  await mariadb.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return report;
}

async function startServer(env: Record<string, string>): Promise<Measured> {
  const port = await freePort();
  return start('server-process.ts', { env: { FOXDEN_LISTEN: `127.0.0.1:${port}`, FOXDEN_RATE_LIMITS: 'off', ...env } });
}

function setupOf(server: Measured): Setup {
  return { url: server.url, masterSecret: server.secret, server, bareHttp, bareExpress };
}

async function run(engine: string, setup: Setup): Promise<EngineReport> {
  const figures: Figures[] = [];
  for (const scenario of scenarios.filter(({ name }) => name.includes(options.only ?? ''))) {
    console.log(`${engine}: ${scenario.name}`);
    figures.push(await measure(setup, scenario));
  }
  const report = {
    engine,
    figures,
    tokens: setup.server ? await tokensPerSecond(setup.server) : null,
    growth: options.growth ? await growth(setup, options.full) : [],
  };
  console.log(`\n${markdown(report)}`);
  return report;
}
