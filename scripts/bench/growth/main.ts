// Fills a database with users and records by statements of its own, and tells what that changes: the time of single requests
// beside an empty database, and how long Foxden's own work takes and keeps requests waiting. The options stand in ../main.ts.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasMariadb, startMariadb } from '../../../testing/mariadb.ts';
import { type Family, startFamily } from '../floor/family.ts';
import { median } from '../median.ts';
import { records } from '../records.ts';
import { writeSection } from '../section.ts';
import { BenchUser } from '../user.ts';
import { fillMariadb, fillSqlite, firstFilledUid, type Size } from './fill.ts';
import { type Probed, probeDuring } from './probe.ts';

const { values: options } = parseArgs({
  options: {
    growth: { type: 'boolean' },
    engine: { type: 'string' },
    users: { type: 'string', default: '100000' },
    records: { type: 'string', default: '10000000' },
    docs: { type: 'boolean', default: false },
  },
});
const size: Size = { users: Number(options.users), recordsPerUser: Number(options.records) / Number(options.users) };
const mainProgram = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** The same requests on both sides, in turn. */
const requests: Record<string, (user: BenchUser) => Promise<{ milliseconds: number }>> = {
  'info/collections': (user) => user.get('/info/collections'),
  'page of 100': (user) => user.get('/storage/col?full=1&limit=100'),
  PUT: (user) => user.put('/storage/other/1', { payload: 'x' }),
  'POST of 10': (user) =>
    user.post(
      '/storage/other',
      records(10).map((one, i) => ({ ...one, id: `r${i}` })),
    ),
};
const samples = 150;

const sections: string[] = [];
for (const engine of (['sqlite', 'mariadb'] as const).filter((each) => each === (options.engine ?? each))) {
  if (engine === 'mariadb' && !hasMariadb()) console.log('MariaDB is not installed; its half is left out.');
  else sections.push(await run(engine));
}
if (options.docs) writeSection('growth', sections.join('\n'));

async function run(engine: 'sqlite' | 'mariadb'): Promise<string> {
  const mariadb = engine === 'mariadb' ? await startMariadb(['--innodb-buffer-pool-size=256M']) : undefined;
  const start = async () => startFamily(mariadb ? { FOXDEN_DATABASE_URL: await mariadb.createDatabase() } : {});
  const [small, large] = [await start(), await start()];
  const filledAt = performance.now();
  const file = join(large.env.FOXDEN_DATA_DIR!, 'foxden.sqlite');
  if (mariadb) await fillMariadb(large.env.FOXDEN_DATABASE_URL!, size);
  else fillSqlite(file, size);
  console.log(`${engine}: filled in ${((performance.now() - filledAt) / 1000).toFixed(0)} s`);

  const lines = [
    '| Request | empty | filled | times |',
    '| --- | ---: | ---: | ---: |',
    ...(await compare(small, large)),
  ];
  const probed: [string, Probed][] = [['nothing', await probeDuring(large, 5, () => sleep(10_000))]];
  for (const name of ['doctor', 'backup', 'purge']) {
    probed.push([`foxden ${name}`, await probeDuring(large, 5, () => command(name, large.env))]);
  }
  probed.push(['deletion of a user', await probeDuring(large, 5, () => deleteAll(large))]);
  const startedAt = performance.now();
  await large.restart();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  for (const family of [small, large]) await family.stop();
  await mariadb?.stop();

  const name = engine === 'sqlite' ? 'SQLite' : 'MariaDB';
  const text = [
    `### ${name}: ${size.users} users, ${size.users * size.recordsPerUser} records`,
    '',
    ...lines,
    '',
    '| Beside | takes | median of a request | longest |',
    '| --- | ---: | ---: | ---: |',
    ...probed.map(
      ([what, one]) =>
        `| ${what} | ${one.seconds.toFixed(1)} s | ${one.median.toFixed(1)} ms | ${one.longest.toFixed(0)} ms |`,
    ),
    '',
    `Stop and start took ${seconds} s.`,
    '',
  ].join('\n');
  console.log(text);
  return text;
}

async function compare(small: Family, large: Family): Promise<string[]> {
  const users = [new BenchUser(small, 5), new BenchUser(large, 5)];
  for (const user of users) await user.post('/storage/col', records(1000));
  const lines: string[] = [];
  for (const [name, request] of Object.entries(requests)) {
    const times: [number[], number[]] = [[], []];
    for (let i = -20; i < samples; i++) {
      for (const [side, user] of users.entries()) {
        const { milliseconds } = await request(user);
        if (i >= 0) times[side]!.push(milliseconds);
      }
    }
    const [empty, filled] = times.map(median) as [number, number];
    lines.push(`| ${name} | ${empty.toFixed(2)} ms | ${filled.toFixed(2)} ms | ${(filled / empty).toFixed(2)} |`);
  }
  for (const user of users) user.close();
  return lines;
}

async function deleteAll(family: Family): Promise<void> {
  const user = new BenchUser(family, firstFilledUid + 1);
  await user.delete('/storage');
  user.close();
}

function command(name: string, env: Record<string, string>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Its exit code says what the doctor thinks of the settings of a test.
  execFile(process.execPath, [mainProgram, name], { env: { PATH: process.env.PATH, ...env } }, (error, stdout) => {
    console.log(`foxden ${name}: ${(error?.message ?? stdout).trim().split('\n').at(-1)}`);
    resolve();
  });
  return promise;
}
