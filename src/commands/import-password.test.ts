import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { withPassword } from './import-password.ts';

const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
const file = join(dir, 'password');
const password = 'p@ss:/?#%41 ö';
writeFileSync(file, `${password}\n`);
afterAll(() => rmSync(dir, { recursive: true }));

const url = 'mysql://sync@db.example.org:3307/syncstorage?socket=%2Frun%2Fdb.sock';
const passwordOf = (text: string) => decodeURIComponent(new URL(text).password);

it.each([
  ['a file', file, {}],
  ['the environment', undefined, { FOXDEN_IMPORT_PASSWORD: password }],
  ['a file that the environment names', undefined, { FOXDEN_IMPORT_PASSWORD_FILE: file }],
])('takes the password from %s, whatever is in it', async (_, named, env) => {
  const complete = await withPassword(url, named, env);
  expect(passwordOf(complete)).toBe(password);
  expect(complete.replace(/:[^:@]*@/, '@')).toBe(url);
});

it('completes a URL of PostgreSQL as well', async () => {
  const complete = await withPassword('postgres://sync@db.example.org/syncserver?sslmode=require', file, {});
  expect(passwordOf(complete)).toBe(password);
});

it('leaves a URL alone that needs none', async () => {
  expect(await withPassword('sqlite:/srv/sync.db', file, {})).toBe('sqlite:/srv/sync.db');
  expect(await withPassword(url, undefined, {})).toBe(url);
});

it('says that a password on the command line is seen by others, and takes no two', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const open = url.replace('sync@', 'sync:secret@');
  expect(await withPassword(open, undefined, {})).toBe(open);
  expect(told.mock.calls.join()).toContain('others on this machine can read');
  expect(told.mock.calls.join()).not.toContain('secret');
  told.mockRestore();
  await expect(withPassword(open, file, {})).rejects.toThrow('has a password already');
  await expect(withPassword(url, file, { FOXDEN_IMPORT_PASSWORD: 'x' })).rejects.toThrow('once');
});
