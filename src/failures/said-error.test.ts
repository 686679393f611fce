import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const src = join(import.meta.dirname, '..');
const sources = globSync('**/*.ts', { cwd: src })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }));

/** Errors in words that only a start or the command line shows, in English by design. */
const englishOnly = [
  'CommandError',
  'ConfigError',
  'ImportError',
  'NodeError',
  'SecretsError',
  'StartError',
  'UnknownLegacyUserError',
  'UsageError',
];

it('what is told in words has a saying, so that the pages tell it in every language', () => {
  const classes = sources.flatMap(({ text }) =>
    [...text.matchAll(/class (\w+) extends (\w+) \{([\s\S]*?)\n?\}\n/g)].map(([, name, base, body]) => ({
      ...{ name: name!, base: base!, body: body! },
    })),
  );
  const inWords = classes.filter(
    ({ body, base }) => /static (override )?readonly exitCode/.test(body) && base === 'Error',
  );
  const without = inWords.map(({ name }) => name).filter((name) => name !== 'SaidError');
  expect(without.sort()).toEqual(englishOnly);
});

// What a page can ask the supervisor for, and what is done by itself.
const behindPages =
  /^(backup|supervisor\/(dashboard-routes|tasks|jobs|schedule|stored-backups|restore-\w+|backup-schedule))/;

it('nothing behind the pages throws words without a saying', () => {
  const files = sources.filter(({ file }) => behindPages.test(file));
  expect(files.length).toBeGreaterThan(15);
  const bare = files.flatMap(({ file, text }) => (/new Error\(/.test(text) ? [file] : []));
  expect(bare).toEqual([]);
});
