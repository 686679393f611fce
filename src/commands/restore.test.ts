import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFoxden } from '../../testing/foxden-command.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { spawnServe } from '../../testing/serve-process.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage } from '../../testing/sync-client.ts';

it('takes a backup from standard input into an empty data dir, and leaves nothing of it behind', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const passphrase = { FOXDEN_BACKUP_PASSPHRASE: 'a passphrase that is kept elsewhere' };
  const first = { FOXDEN_DATA_DIR: join(dir, 'first'), ...passphrase };
  const second = { FOXDEN_DATA_DIR: join(dir, 'second'), ...passphrase };
  const served = await spawnServe({ ...first, FOXDEN_WORKERS: '1' });
  await served.waitFor(/Foxden is ready/);
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
  rmSync(dir, { recursive: true, maxRetries: 10 });
});

it("brings one person's records back while Foxden runs, by the control socket, and when it doesn't", async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const env = { FOXDEN_DATA_DIR: dir, FOXDEN_WORKERS: '1' };
  const served = await spawnServe(env);
  await served.waitFor(/Foxden is ready/);
  const client = new FxaClient(served.url);
  const user = await client.signUp('fox@example.org', 'a long password');
  const [accessToken, keysChangedAt] = [
    await accessTokenOf(client, user.sessionToken),
    await keysChangedAtOf(client, user.sessionToken),
  ];
  const storage = await openSyncStorage({ url: served.url, accessToken, kB: '00'.repeat(32), keysChangedAt });
  await storage.put('/storage/bookmarks/one', { payload: 'of then' });
  await runFoxden(['backup'], { env });
  await storage.put('/storage/bookmarks/one', { payload: 'of now' });
  const file = join(dir, 'backups', readdirSync(join(dir, 'backups'))[0]!);
  const [worker] = (await served.status()).workers;

  const restore = ['restore', file, '--user', 'fox@example.org', '--collection', 'bookmarks'];
  const { output, code } = await runFoxden(restore, { env });
  expect(output).toMatch(/of fox@example\.org:\n {2}bookmarks: 1\nWhat was there before is in .*before-restore/);
  expect(code).toBe(0);
  expect((await storage.get('/storage/bookmarks/one')).json.payload).toBe('of then');
  // Nobody was paused for it.
  expect((await served.status()).workers).toMatchObject([{ pid: worker!.pid, state: 'ready' }]);
  const logs = readdirSync(join(dir, 'logs')).map((name) => readFileSync(join(dir, 'logs', name), 'utf8'));
  expect(logs.join()).toContain('restore of 1 records of one person');

  const alone = await runFoxden(['restore', file, '--collection', 'bookmarks'], { env });
  expect(alone).toMatchObject({ code: 2, output: expect.stringContaining('--user NAME') });
  await served.stop();
  const stopped = await runFoxden(['restore', file, '--user', 'hare@example.org'], { env });
  expect(stopped).toMatchObject({ code: 1, output: expect.stringContaining('There is no account "hare@example.org"') });
  expect(await runFoxden(restore, { env })).toMatchObject({ code: 0 });
  rmSync(dir, { recursive: true, maxRetries: 10 });
});

it('shows a bar on a terminal, also for what the running Foxden does, and JSON to programs', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const env = { FOXDEN_DATA_DIR: dir };
  const served = await spawnServe({ ...env, FOXDEN_WORKERS: '1' });
  await served.waitFor(/Foxden is ready/);
  const onTerminal = (...args: string[]) =>
    runFoxden(args, { env, through: ['sh', '-c', 'exec script -qefc "$0 $*" /dev/null'] });
  const whole = `[${'#'.repeat(30)}] `;

  const saved = await runFoxden(['backup', '--json'], { env });
  const { file, rows, passphraseFile } = JSON.parse(saved.stdout);
  expect(rows.foxden_meta).toBeGreaterThan(0);
  expect(passphraseFile).toBe(join(dir, 'keys/backup-passphrase'));
  expect((await onTerminal('backup')).output).toContain(`${whole}saving rows: 100 %`);

  const restored = await onTerminal('restore', file);
  for (const step of ['checking the backup', 'putting rows back', 'making it new for browsers']) {
    expect(restored.output).toContain(`${whole}${step}: 100 %`);
  }
  const again = await runFoxden(['restore', file, '--json'], { env });
  expect(JSON.parse(again.stdout)).toEqual({ rows, restorePoint: expect.stringContaining('before-restore') });
  expect(again.stderr).not.toMatch(/%/);

  expect((await onTerminal('purge')).output).toContain(`${whole}removing: done`);
  const purged = await runFoxden(['purge', '--json'], { env });
  expect(JSON.parse(purged.stdout)).toMatchObject({ records: 0, batches: 0, users: 0, failed: 0 });
  await served.stop();
  rmSync(dir, { recursive: true, maxRetries: 10 });
});
