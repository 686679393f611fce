import { readFileSync } from 'node:fs';
import { CommandError } from './command.ts';

/**
 * Reads a password from where nobody else on the machine sees it: a file, or the environment. Never the command line.
 *
 * @param name - Variable that holds it; with _FILE behind it, its file.
 * @param file - Named by --password-file.
 * @returns Undefined when there is none.
 * @throws {CommandError} When it is given twice.
 */
export function givenPassword(name: string, file: string | undefined, env = process.env): string | undefined {
  const sources = [file, env[name], env[`${name}_FILE`]].filter((each) => each !== undefined);
  if (sources.length > 1)
    throw new CommandError(`Give the password once: by --password-file, ${name} or ${name}_FILE.`);
  const path = file ?? env[`${name}_FILE`];
  return path === undefined ? env[name] : readFileSync(path, 'utf8').replace(/\r?\n$/, '');
}
