// Measures what Foxden takes while nobody asks for anything, as releases run it, and how often the disk is told to keep what was
// written. The options stand in ../main.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hasMariadb, startMariadb } from '../../../testing/mariadb.ts';
import { sleepsOf } from '../../../testing/sleeps.ts';
import { startFamily } from '../floor/family.ts';
import { pssOf, treeOf } from '../floor/process-tree.ts';
import { syncsPerWrite } from '../floor/syncs.ts';
import { writeSection } from '../section.ts';

const { values: options } = parseArgs({
  options: {
    idle: { type: 'boolean' },
    engine: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
});
const heads = [
  'Database',
  'workers',
  'memory (PSS)',
  'supervisor',
  'each worker',
  'wake-ups of a worker, a second',
  'syncs of the disk for a PUT',
];
const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
const mib = (pids: number[]) => `${pssOf(pids).toFixed(0)} MiB`;

const rows: string[] = [];
for (const engine of (['sqlite', 'mariadb'] as const).filter((each) => each === (options.engine ?? each))) {
  if (engine === 'mariadb' && !hasMariadb()) console.log('MariaDB is not installed; its half is left out.');
  else for (const workers of [1, 2]) rows.push(await measure(engine, workers));
}
const table = [line(heads), line(heads.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows].join('\n');
console.log(table);
if (options.docs) writeSection('idle', table);

async function measure(engine: 'sqlite' | 'mariadb', workers: number): Promise<string> {
  const mariadb = engine === 'mariadb' ? await startMariadb() : undefined;
  const settings = mariadb ? { FOXDEN_DATABASE_URL: await mariadb.createDatabase() } : undefined;
  const family = await startFamily({ FOXDEN_WORKERS: String(workers), ...settings }, { isAlone: true });
  try {
    const [supervisor, ...others] = await atRest(family.pid);
    const memory = [mib([supervisor!, ...others]), mib([supervisor!]), others.map((pid) => mib([pid])).join(', ')];
    const woken = await wakeUps(others, 20);
    const syncs = await syncsPerWrite({ family, databasePid: mariadb?.pid, rounds: 1 });
    const name = engine === 'sqlite' ? 'SQLite' : 'MariaDB';
    return line([name, workers, ...memory, Math.max(...woken).toFixed(1), syncs?.toFixed(2) ?? '–']);
  } finally {
    await family.stop();
    await mariadb?.stop();
  }
}

/** Waits, half a minute at most, until none of the processes wakes up often; its own and those of its children. */
async function atRest(root: number): Promise<number[]> {
  const pids = treeOf(root);
  for (let tries = 0; tries < 6 && (await wakeUps(pids, 5)).some((rate) => rate > 5); tries++);
  return pids;
}

async function wakeUps(pids: number[], seconds: number): Promise<number[]> {
  const before = pids.map(sleepsOf);
  await sleep(seconds * 1000);
  return pids.map((pid, i) => (sleepsOf(pid) - before[i]!) / seconds);
}
