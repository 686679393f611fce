import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { outdatedFiles, reader } from './generated.ts';

const read = reader(fileURLToPath(new URL('../../', import.meta.url)));

it('what is made from the table of settings is up to date', () => {
  expect(outdatedFiles(read)).toEqual([]);
});

it('names a file that no longer fits, and the command that mends it', () => {
  const older = (file: string) => (file === '.env.example' ? 'FOXDEN_OLD=' : read(file));
  expect(outdatedFiles(older)).toEqual(['.env.example is out of date: npm run docs makes it anew.']);
});
