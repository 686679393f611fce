import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const assets = new URL('../../dist/web/assets', import.meta.url).pathname;
const read = (name: string) => readFileSync(join(assets, name), 'utf8');

/** A script and all that it imports before it runs, and what it weighs, gzipped. */
function weight(names: string[]): number {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const [, next] of read(name).matchAll(
      /\bfrom\s*["']\.\/([\w.-]+\.js)["']|\bimport\s*["']\.\/([\w.-]+\.js)["']/g,
    )) {
      if (next) visit(next);
    }
  };
  for (const name of names) visit(name);
  return [...seen].reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
}

const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
const find = (start: string) => scripts.filter((name) => name.startsWith(start));
const shell = [...find('index-'), ...find('start-')];

// The pages are built before the tests are run (scripts/test.mjs).
it.each([
  ['sign-in', 'sign-in-page-', 60_000],
  ['the administration', 'admin-page-', 150_000],
])('%s needs little script', (_what, page, most) => {
  const pages = find(page);
  expect(pages).toHaveLength(1);
  const total = weight([...shell, ...pages]);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThan(most);
});
