import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../src/database/migrations/index.ts';
import { copyRepository, repository } from '../testing/repository-copy.ts';
import { type Example, readExamples } from './docs/read-examples.ts';

const nextMigration = String(Math.max(...migrations.map(({ id }) => id)) + 1).padStart(3, '0');

/** Most files that each change may touch or make, its test included. */
const mostFiles: Record<string, number> = {
  'An endpoint of the account server': 4,
  'An info endpoint of storage': 4,
  'A grant': 3,
  'A setting': 3,
  'A column': 6,
  'A command': 4,
  'A language': 3,
};

describe('the worked examples of docs/worked-examples.md', () => {
  const examples = readExamples(
    readFileSync(`${repository}docs/worked-examples.md`, 'utf8')
      .replaceAll('NNN', nextMigration)
      .replace(/id: 0+/, 'id: '),
  );
  const folder = copyRepository();
  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const node = (...args: string[]) => run(process.execPath, ...args);

  beforeAll(() => {
    for (const example of examples) apply(folder, example);
    expect(run('git', 'init', '-q').status).toBe(0);
    expect(run('git', 'add', '-A').status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(mostFiles))('%s stands in at most %i files', (title, most) => {
    const files = new Set(examples.filter((example) => example.title === title).map(({ file }) => file));
    expect(files.size).toBeGreaterThan(0);
    expect([...files].length, [...files].join(', ')).toBeLessThanOrEqual(most);
  });

  it('do what they say', () => {
    const tests = examples.filter(({ file }) => file.endsWith('.test.ts')).map(({ file }) => file);
    const { status, output } = node('node_modules/vitest/vitest.mjs', 'run', ...tests);
    expect(output).toContain(`${tests.length} passed`);
    expect(status).toBe(0);
  }, 600_000);

  it('pass npm run check, when what is made from the settings was made anew', () => {
    expect(node('scripts/run.mjs', 'scripts/docs/generate.ts').output).toBe('');
    expect(node('scripts/run.mjs', 'docker/nas/generate.ts').status).toBe(0);
    const { status, output } = node('scripts/check.mjs');
    expect(output).toMatch(/Checked \d+ files/);
    expect(status, output).toBe(0);
  }, 600_000);
});

function apply(folder: string, { file, text, place }: Example): void {
  const path = join(folder, file);
  if (!place) {
    writeFileSync(path, text);
    return;
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = lines.findIndex((line) => line.includes(place.words));
  if (found < 0) throw new Error(`${file} has no line with "${place.words}", where the worked example puts something`);
  lines.splice(place.side === 'after' ? found + 1 : found, 0, text.trimEnd());
  writeFileSync(path, lines.join('\n'));
}
