import { createAsker } from './ask.ts';
import { CommandError } from './command.ts';
import { givenPassword } from './given-password.ts';

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
  const given = givenPassword(name, file, env);
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
  const asker = createAsker();
  try {
    const question = `Password of ${decodeURIComponent(username)} at ${hostname} (empty: none): `;
    return (await asker.ask(question, true)) ?? '';
  } finally {
    asker.close();
  }
}
