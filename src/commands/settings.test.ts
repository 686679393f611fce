import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { options } from '../config/options.ts';
import { settings } from './settings.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function show(...args: string[]): Promise<string[][]> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  await settings.run(args);
  return printed
    .join('\n')
    .split('\n')
    .map((line) => line.split(/ {2,}/));
}

it('shows every setting with its value and where that comes from, and no secret', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foxden-settings-'));
  const file = join(folder, 'secret');
  writeFileSync(file, 'a secret of thirty characters!!');
  vi.stubEnv('FOXDEN_QUOTA_KB', '5120');
  vi.stubEnv('FOXDEN_DATABASE_URL', 'mysql://firefox_sync:sesame@localhost:3306/firefox_syncdb');
  vi.stubEnv('FOXDEN_MASTER_SECRET_FILE', file);
  const rows = await show();
  expect(rows).toHaveLength(1 + Object.keys(options).length);
  expect(rows).toContainEqual(['FOXDEN_QUOTA_KB', '5120', 'environment']);
  expect(rows).toContainEqual(['FOXDEN_DATABASE_URL', '(secret)', 'environment']);
  expect(rows).toContainEqual(['FOXDEN_MASTER_SECRET', '(secret)', file]);
  expect(rows).toContainEqual(['FOXDEN_WORKERS', 'auto', 'default']);
  expect(JSON.stringify(rows)).not.toMatch(/sesame|thirty/);
  const json = (await show('--json')).flat().join('');
  expect(JSON.parse(json)).toContainEqual({ name: 'FOXDEN_QUOTA_KB', value: '5120', from: 'environment' });
  expect(JSON.parse(json)).toContainEqual({ name: 'FOXDEN_MASTER_SECRET', value: null, from: file });
  expect(JSON.parse(json)).toContainEqual({ name: 'FOXDEN_WORKERS', value: null, from: 'default' });
  expect(json).not.toMatch(/sesame|thirty/);
  rmSync(folder, { recursive: true });
});

it('refuses a setting that is wrong, and arguments', async () => {
  vi.stubEnv('FOXDEN_QUOTA_KB', 'plenty');
  await expect(show()).rejects.toThrow(/FOXDEN_QUOTA_KB must be a whole number/);
  await expect(show('x')).rejects.toMatchObject({ code: 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' });
});
