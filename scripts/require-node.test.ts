import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const module = fileURLToPath(new URL('./lib/require-node.mjs', import.meta.url));
const { refusalOf } = (await import(module)) as { refusalOf(version: string, platform: string): string | undefined };

it.each([
  ['18.20.1', 'linux', /needs Node 20 or newer.*Node 18\.20\.1/],
  ['8.0.0', 'darwin', /needs Node 20/],
  ['26.9.0', 'win32', /Linux and macOS.*WSL/],
])('refuses Node %s on %s in one sentence', (version, platform, words) => {
  expect(refusalOf(version, platform)).toMatch(words);
});

it.each(['20.0.0', '22.1.0', '26.9.0'])('lets Node %s install', (version) => {
  expect(refusalOf(version, 'linux')).toBeUndefined();
});

it('is asked before anything else is loaded', () => {
  for (const name of ['start', 'foxden']) {
    const text = readFileSync(new URL(`./${name}.mjs`, import.meta.url), 'utf8');
    expect([...text.matchAll(/^import .* from '(.*)'/gm)].map(([, path]) => path)).toEqual(['./lib/require-node.mjs']);
  }
  const program = `import { requireNode } from ${JSON.stringify(module)}; requireNode('18.0.0', 'linux'); console.log('no')`;
  const run = () => execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
  expect(run).toThrow(/Node 18\.0\.0/);
});
