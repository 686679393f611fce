import { readFileSync } from 'node:fs';
import { packages } from '../../docker/nas/packages.ts';
import { envExample, withOptionTables } from '../docs/option-docs.ts';

/**
 * Finds files that are made from the table of settings and no longer fit it.
 *
 * @param read - Text of a file of the repository; undefined when there is none.
 * @returns Each fault in words, with the command that mends it.
 */
export function outdatedFiles(read: (file: string) => string | undefined): string[] {
  const made: [command: string, files: Record<string, string>][] = [
    ['npm run docs', { '.env.example': envExample(), 'README.md': withOptionTables(read('README.md') ?? '') }],
    [
      'node scripts/run.mjs docker/nas/generate.ts',
      Object.fromEntries(Object.entries(packages()).map(([path, text]) => [`docker/nas/${path}`, String(text)])),
    ],
  ];
  return made.flatMap(([command, files]) =>
    Object.entries(files)
      .filter(([file, text]) => read(file) !== text)
      .map(([file]) => `${file} is out of date: ${command} makes it anew.`),
  );
}

/** Text of a file below `root`; undefined when there is none. */
export const reader =
  (root: string) =>
  (file: string): string | undefined => {
    try {
      return readFileSync(root + file, 'utf8');
    } catch {
      return undefined;
    }
  };
