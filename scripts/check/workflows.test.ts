import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from '../lib/release-tree.ts';
import { workflowFaults } from './workflows.ts';

const folder = join(repository, '.github/workflows');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const faultsOf = (text: string) => workflowFaults('w.yml', text, (path) => existsSync(join(repository, path)));

it.each(readdirSync(folder))('%s has no fault', async (name) => {
  expect(await faultsOf(read(name))).toEqual([]);
});

it.each([
  ['a key that GitHub does not know', 'timeout-minutes: 20', 'timeoutminutes: 20', /Unexpected value 'timeoutminutes'/],
  ['an expression with a mistake', '{{ github.workflow }}', '{{ github.workflow', /expression/],
  [
    'a tag that its owner may move',
    `@${'de0fac2e4500dabe0009e67214ff5f5447ce83dd'}`,
    '@v6',
    /is not pinned by its commit/,
  ],
  ['a step that only works there', 'node scripts/check.mjs', 'npm ci && npm test', /is not one call of a script/],
  ['a script that is gone', 'scripts/check.mjs', 'scripts/gone.mjs', /scripts\/gone.mjs is not there/],
  ['a token that may do everything', 'permissions:\n  contents: read\n', '', /says no permissions/],
])('finds %s', async (_what, right, wrong, fault) => {
  const text = read('check.yml');
  expect(text).toContain(right);
  expect((await faultsOf(text.replace(right, wrong))).join('\n')).toMatch(fault);
});
