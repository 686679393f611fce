// npm run fuzz [-- --count N] [--seed N] [--mariadb]: mutated requests over all routes of a Foxden started for it.
// npm run fuzz -- --history [--count N] [--seed N] [--mariadb]: what many clients are told by two workers at the same time is
// compared with what one would have told them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMariadb } from '../../testing/mariadb.ts';
import { startWorkers } from '../../testing/worker-processes.ts';
import { fuzz } from './fuzz.ts';
import { histories } from './histories.ts';
import { startFuzzed } from './start.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    mariadb: { type: 'boolean', default: false },
    history: { type: 'boolean', default: false },
  },
});
const dataDir = mkdtempSync(join(tmpdir(), 'foxden-fuzz-'));
const mariadb = values.mariadb ? await startMariadb() : undefined;
const env = mariadb && { FOXDEN_DATABASE_URL: await mariadb.createDatabase() };
console.log(`Seed ${values.seed}.`);
const onProgress = (done: number) => console.log(`${done} requests`);
const options = { count: Number(values.count), seed: Number(values.seed), onProgress };
const { requests, findings } = await (values.history ? compareHistories : mutate)();
await mariadb?.stop();
rmSync(dataDir, { recursive: true, force: true });
for (const finding of findings.slice(0, 50)) console.error(finding);
console.log(`${requests} requests, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

async function mutate(): Promise<{ requests: number; findings: string[] }> {
  const served = await startFuzzed(dataDir, env);
  const report = await fuzz(served, options);
  await served.stop();
  const statuses = [...report.statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
  console.log(`Answers by status: ${statuses.join(', ')}`);
  return report;
}

async function compareHistories(): Promise<{ requests: number; findings: string[] }> {
  const name = mariadb ? 'mariadb' : 'sqlite';
  const workers = await startWorkers({ name, env: async () => ({ FOXDEN_DATA_DIR: dataDir, ...env }) }, 2);
  const report = await histories(workers, options);
  await workers.stop();
  return report;
}
