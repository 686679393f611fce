import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { expect, it } from 'vitest';
import { hasMariadb, startMariadb } from '../../testing/mariadb.ts';
import { spawnServe } from '../../testing/serve-process.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

/** The only block of a language that has a word. */
function block(language: string, word: string): string {
  const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)];
  const found = blocks.filter(([, its, text]) => its === language && text!.includes(word));
  expect(found, word).toHaveLength(1);
  return found[0]![2]!;
}

it.skipIf(!hasMariadb())('a Foxden runs on the database and the user that the README makes', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const mariadb = await startMariadb();
  const url = new URL(await mariadb.createDatabase());
  const socket = url.searchParams.get('socket')!;
  try {
    const root = await createConnection({ socketPath: socket, user: 'root', multipleStatements: true });
    await root.query(block('sql', 'CREATE USER'));
    await root.end();
    const [, written] = /^FOXDEN_DATABASE_URL=(.*)$/m.exec(block('sh', 'FOXDEN_DATABASE_URL'))!;
    const FOXDEN_DATABASE_URL = written!.replace('/run/mysqld/mysqld.sock', socket);
    expect(FOXDEN_DATABASE_URL).toContain(socket);
    const served = await spawnServe({ FOXDEN_DATA_DIR: dir, FOXDEN_DATABASE_URL, FOXDEN_WORKERS: '1' });
    await served.waitFor(/Foxden is ready/);
    const answer = await fetch(`${served.url}/__heartbeat__`).then((each) => each.json(), String);
    expect(answer, served.output()).toMatchObject({ status: 'Ok', database: 'Ok' });
    await served.stop();
  } finally {
    await mariadb.stop();
    rmSync(dir, { recursive: true, maxRetries: 10 });
  }
});

it('names folders and capabilities as systemd spells them', () => {
  const unit = readFileSync(new URL('foxden.service', import.meta.url), 'utf8');
  for (const [, name] of `${block('ini', 'ReadWritePaths')}${block('ini', 'CAP_NET')}`.matchAll(/^(\w+)=/gm)) {
    expect(['ReadWritePaths', 'AmbientCapabilities', 'CapabilityBoundingSet']).toContain(name);
  }
  expect(unit).toMatch(/^LogsDirectory=foxden$/m);
  // /bin/kill is procps', which a bare Debian doesn't have; the shell has one of its own.
  expect(unit).toMatch(/^ExecReload=\/bin\/sh -c "kill -HUP \$MAINPID"$/m);
});
