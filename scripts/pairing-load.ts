// Loads the pairing hub of a whole Foxden (two workers, hub) from many loopback addresses and prints what happened:
//   node scripts/run.mjs scripts/pairing-load.ts
// 500 pairings are begun, 10,000 half-open channels flood in meanwhile from 400 addresses, then all pairings complete.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginPairing, flood, inBatches } from '../src/pairing/test-load.ts';

const pairings = 500;
const port = 18_777;
const url = `ws://127.0.0.1:${port}`;
const dataDir = mkdtempSync(join(tmpdir(), 'foxden-load-'));
const program = new URL('../src/main.ts', import.meta.url).pathname;
const foxden = spawn(process.execPath, [program, 'serve'], {
  env: {
    PATH: process.env.PATH,
    FOXDEN_DATA_DIR: dataDir,
    FOXDEN_LISTEN: `127.0.0.1:${port}`,
    FOXDEN_WORKERS: '2',
    FOXDEN_LOG_DIR: 'none',
  },
  stdio: 'ignore',
});

/** Resident memory and open files of the hub's process. */
function hubUsage() {
  const listing = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(foxden.pid)], { encoding: 'utf8' });
  const pid = /^\s*(\d+) foxden pairing hub/m.exec(listing)?.[1];
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { rssMB: Math.round(Number(rss) / 1024), files: readdirSync(`/proc/${pid}/fd`).length };
}

const most = { rssMB: 0, files: 0 };
const percentile = (sorted: number[], share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)]!);

try {
  while (!(await fetch(`${url.replace('ws', 'http')}/__lbheartbeat__`).catch(() => undefined))?.ok) await sleep(100);
  await sleep(1000);
  console.log('hub at rest', hubUsage());
  const watch = setInterval(() => {
    const now = hubUsage();
    most.rssMB = Math.max(most.rssMB, now.rssMB);
    most.files = Math.max(most.files, now.files);
  }, 500);
  let start = performance.now();
  const inProgress = await inBatches(pairings, 50, (index) => beginPairing(url, index));
  console.log(`${pairings} pairings begun in ${Math.round(performance.now() - start)} ms`, hubUsage());
  start = performance.now();
  const flooding = flood(url, 10_000, 400);
  const during = await inBatches(50, 5, async (index) => (await beginPairing(url, 10_000 + index)).finish());
  console.log(`${during.length} of 50 pairings begun and completed during the flood`);
  const result = await flooding;
  console.log(
    `flood of 10,000 from 400 addresses: ${result.opened} upgraded, ${result.refused} refused, ${Math.round(performance.now() - start)} ms`,
    hubUsage(),
  );
  start = performance.now();
  const took = (await Promise.all(inProgress.map((pairing) => pairing.finish()))).sort((a, b) => a - b);
  console.log(
    `${took.length} of ${pairings} pairings completed in ${Math.round(performance.now() - start)} ms, all at once; ` +
      `each: median ${percentile(took, 0.5)} ms, 99 % ${percentile(took, 0.99)} ms`,
  );
  clearInterval(watch);
  console.log('hub at most', most);
  result.close();
  await sleep(2000);
  console.log('hub afterwards', hubUsage());
} finally {
  foxden.kill('SIGTERM');
  await new Promise((resolve) => foxden.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
