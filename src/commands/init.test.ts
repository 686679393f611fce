import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const main = new URL('../main.ts', import.meta.url).pathname;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-init-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function run(hosts = 'mariadb'): string {
  const url = join(dir, 'data/keys/database-url');
  const env = { FOXDEN_DATA_DIR: join(dir, 'data'), FOXDEN_DATABASE_URL_FILE: url, PATH: process.env.PATH };
  const args = ['init', '--mariadb', hosts, '--secret', join(dir, 'secret')];
  execFileSync(process.execPath, [main, ...args], { env, stdio: 'pipe' });
  return readFileSync(url, 'utf8');
}
const text = (name: string) => readFileSync(join(dir, name), 'utf8');

it('makes certificate and passwords once, readable by whom they are for', () => {
  const url = run();
  expect(url).toBe(`mysql://foxden:${text('secret/password')}@mariadb/foxden\n`);
  expect(text('secret/password')).not.toBe(text('secret/root-password'));
  expect(statSync(join(dir, 'data/keys/database-url')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'secret/password')).mode & 0o777).toBe(0o444);
  const certificate = text('data/tls/server.pem');
  expect(run()).toBe(url);
  expect(text('data/tls/server.pem')).toBe(certificate);
});

it('names all nodes of a cluster', () => {
  expect(run('db1,db2,db3')).toBe(`mysql://foxden:${text('secret/password')}@db1/foxden?fallback=db2,db3\n`);
});

it('makes no password that does not fit the database', () => {
  run();
  rmSync(join(dir, 'secret'), { recursive: true });
  expect(() => run()).toThrow(/mariadb-secret/);
});
