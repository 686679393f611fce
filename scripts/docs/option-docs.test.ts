import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Option, options } from '../../src/config/options.ts';
import { envExample, withOptionTables } from './option-docs.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

it('finds .env.example up to date (else: npm run docs)', () => {
  expect(read('.env.example')).toBe(envExample());
});

it('finds the settings in the README up to date (else: npm run docs)', () => {
  const readme = read('README.md');
  expect(readme).toBe(withOptionTables(readme));
});

it('has examples that the settings accept', () => {
  for (const [name, { schema, example }] of Object.entries(options) as [string, Option][]) {
    if (example !== undefined) expect(schema.safeParse(example).success, name).toBe(true);
  }
});
