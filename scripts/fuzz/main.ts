// npm run fuzz [-- --count N] [--seed N] [--mariadb]: mutated requests over all routes of a Foxden started for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMariadb } from '../../testing/mariadb.ts';
import { fuzz } from './fuzz.ts';
import { startFuzzed } from './start.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    mariadb: { type: 'boolean', default: false },
  },
});
const dataDir = mkdtempSync(join(tmpdir(), 'foxden-fuzz-'));
const mariadb = values.mariadb ? await startMariadb() : undefined;
const served = await startFuzzed(dataDir, mariadb && { FOXDEN_DATABASE_URL: await mariadb.createDatabase() });
console.log(`Seed ${values.seed}.`);
const onProgress = (done: number) => console.log(`${done} requests`);
const report = await fuzz(served, { count: Number(values.count), seed: Number(values.seed), onProgress });
await served.stop();
await mariadb?.stop();
rmSync(dataDir, { recursive: true, force: true });
const statuses = [...report.statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
console.log(`Answers by status: ${statuses.join(', ')}`);
for (const finding of report.findings.slice(0, 50)) console.error(finding);
console.log(`${report.requests} requests, ${report.findings.length} findings`);
process.exitCode = report.findings.length === 0 ? 0 : 1;
