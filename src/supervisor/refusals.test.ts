import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serveFamily } from '../../testing/serve-family.ts';

const { spawn, ready, dataDir } = serveFamily();

it('tells all wrong settings at once and ends with 78', async () => {
  const served = await spawn({ FOXDEN_WORKERS: 'many', FOXDEN_LOG_LEVEL: 'loud' });
  expect(await served.exited).toBe(78);
  expect(served.output()).toMatch(/FOXDEN_WORKERS must be auto.*\n.*FOXDEN_LOG_LEVEL must be one of/);
});

it('says that the port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const served = await spawn({ FOXDEN_LISTEN: `127.0.0.1:${port}` });
  expect(await served.exited).toBe(1);
  expect(served.output()).toContain(`can't listen on 127.0.0.1:${port}. Another program uses 127.0.0.1:${port}`);
  other.close();
});

it('says that another one runs on the data dir, and leaves that alone', async () => {
  const first = await ready();
  const second = await spawn({ FOXDEN_DATA_DIR: first.dataDir });
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(`already running on the data dir ${first.dataDir} (process ${first.child.pid}`);
  expect((await fetch(`${first.url}/__heartbeat__`)).status).toBe(200);
  expect((await first.status()).pid).toBe(first.child.pid);
});

it('takes over the data dir of one that was killed', async () => {
  const first = await ready();
  first.child.kill('SIGKILL');
  await first.exited;
  expect(existsSync(join(first.dataDir, 'control.sock'))).toBe(true);
  await ready({ FOXDEN_DATA_DIR: first.dataDir });
});

it('refuses a used database without its keys or with other keys, but not with an additional one', async () => {
  const dir = dataDir();
  const first = await ready({ FOXDEN_DATA_DIR: dir });
  expect(await first.stop()).toBe(0);
  const file = join(dir, 'keys', 'secrets.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { masterSecrets: string[] };

  rmSync(file);
  const without = await spawn({ FOXDEN_DATA_DIR: dir });
  expect(await without.exited).toBe(78);
  expect(without.output()).toContain('its keys are missing');
  expect(existsSync(file)).toBe(false);

  writeFileSync(file, JSON.stringify({ ...kept, masterSecrets: ['f'.repeat(64)] }));
  const other = await spawn({ FOXDEN_DATA_DIR: dir });
  expect(await other.exited).toBe(78);
  expect(other.output()).toContain('are not the ones that this database was used with');

  writeFileSync(file, JSON.stringify({ ...kept, masterSecrets: ['f'.repeat(64), ...kept.masterSecrets] }));
  await ready({ FOXDEN_DATA_DIR: dir });
});

it('says what is wrong with a database file that is none, without a stack', async () => {
  const dir = dataDir();
  writeFileSync(join(dir, 'foxden.sqlite'), 'this is not a database, but a text that is long enough to be looked at');
  const served = await spawn({ FOXDEN_DATA_DIR: dir });
  expect(await served.exited).toBe(1);
  expect(served.output()).toContain('foxden.sqlite');
  expect(served.output()).not.toMatch(/\n\s+at /);
});
