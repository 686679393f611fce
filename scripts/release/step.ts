import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the steps of one release tell each other, in release.json of its folder. */
export interface Release {
  /** Image in its registry, without a tag. */
  image: string;
  /** Digest of the multi-architecture image. */
  digest: string;
  /** The images that it was built from, each with the digest that it had. */
  bases: Record<string, string>;
}

const fileOf = (folder: string) => join(folder, 'release.json');

/**
 * Reads what the step that builds the image has left.
 *
 * @param folder - The release's folder.
 * @throws {Error} When that step has not run yet.
 */
export function readRelease(folder: string): Release {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Release;
  } catch (error) {
    throw new Error(`${fileOf(folder)} can't be read: run scripts/release/image.ts first.`, { cause: error });
  }
}

/** Leaves it for the steps that follow. */
export function writeRelease(folder: string, release: Release): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(folder), `${JSON.stringify(release, null, 2)}\n`);
}

/** The release's folder: `--out FOLDER`, or `release` in the current one. */
export function releaseFolder(): string {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'release' } } });
  return resolve(values.out);
}

/**
 * Runs a program, shows its messages and returns what it wrote to its standard output.
 *
 * @param input - Written to the program.
 * @throws {Error} When it ends with another code than 0.
 */
export function tool(
  program: string,
  args: string[],
  { input = '', cwd, env = {} }: { input?: string; cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(program, args, options, (error, stdout) => {
      if (error) reject(new Error(`${program} ${args[0]} ended with ${error.code}.`));
      else resolve(stdout);
    });
    child.stderr?.pipe(process.stderr);
    // A program that ends without reading is not at fault: its exit code tells.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/**
 * Reads a variable of the environment.
 *
 * @param meaning - For the message.
 * @throws {Error} When it is not set.
 */
export function needed(name: string, meaning: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: ${meaning}.`);
  return value;
}
