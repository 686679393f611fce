import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFoxden } from '../testing/foxden-command.ts';
import { spawnServe } from '../testing/serve-process.ts';

it('takes a backup from standard input into an empty data dir, and leaves nothing of it behind', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const passphrase = { FOXDEN_BACKUP_PASSPHRASE: 'a passphrase that is kept elsewhere' };
  const first = { FOXDEN_DATA_DIR: join(dir, 'first'), ...passphrase };
  const second = { FOXDEN_DATA_DIR: join(dir, 'second'), ...passphrase };
  const served = await spawnServe({ ...first, FOXDEN_WORKERS: '1' });
  await served.waitFor(/is ready/);
  await served.stop();
  await runFoxden(['user', 'add', 'fox@example.org'], { env: first });
  await runFoxden(['backup'], { env: first });
  const backups = join(first.FOXDEN_DATA_DIR, 'backups');
  const archive = readFileSync(join(backups, readdirSync(backups)[0]!));

  const empty = await runFoxden(['restore', '-'], { env: second });
  expect(empty).toMatchObject({ code: 1, output: expect.stringContaining('restore - < FILE') });
  const { code, output } = await runFoxden(['restore', '-'], { env: second, input: archive });
  expect(output).toMatch(/Restored \d+ rows from standard input/);
  expect(code).toBe(0);
  expect((await runFoxden(['user', 'list'], { env: second })).output).toContain('fox@example.org');
  expect(readdirSync(second.FOXDEN_DATA_DIR).filter((name) => name.startsWith('received'))).toEqual([]);
  rmSync(dir, { recursive: true });
});
