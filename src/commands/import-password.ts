import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandError } from './command.ts';

const name = 'FOXDEN_IMPORT_PASSWORD';

/**
 * Completes the URL of another server's database by its password, which everybody on the machine can read on a command line:
 * from a file, from the environment, or typed in.
 *
 * @param url - As given; one that holds a password, or names a file, stays as it is.
 * @param file - Named by --password-file.
 * @throws {CommandError} When two sources of the password are given.
 */
export async function withPassword(url: string, file: string | undefined, env = process.env): Promise<string> {
  if (url.startsWith('sqlite:') || !URL.canParse(url)) return url;
  const parsed = new URL(url);
  const sources = [file, env[name], env[`${name}_FILE`]].filter((each) => each !== undefined);
  if (sources.length > 1)
    throw new CommandError(`Give the password once: by --password-file, ${name} or ${name}_FILE.`);
  const path = file ?? env[`${name}_FILE`];
  const given = path === undefined ? env[name] : readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  if (parsed.password !== '') {
    if (given !== undefined) throw new CommandError('The URL has a password already; leave it out there.');
    console.error(
      'foxden import: others on this machine can read a password on the command line; see --password-file.',
    );
    return url;
  }
  const hasUser = parsed.username !== '';
  const password = given ?? (hasUser && process.stdin.isTTY ? await ask(parsed) : undefined);
  if (password === undefined) return url;
  parsed.password = encodeURIComponent(password);
  return parsed.href;
}

async function ask({ username, hostname }: URL): Promise<string> {
  // What is typed is shown to nobody.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(`Password of ${decodeURIComponent(username)} at ${hostname} (empty: none): `);
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await line.question('');
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}
