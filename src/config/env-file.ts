import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type OptionName, options } from './options.ts';

const newline = /[\n\r]/;
const space = /[ \t\n\r]/;

/**
 * Parses a file of `NAME=value` lines by the rules of systemd's EnvironmentFile= (systemd.exec(5)), so that one file means the
 * same to the service, to the command and to `npm start`. Unlike in a shell, nothing but quotes and backslashes is special in
 * a value.
 *
 * @param text - The file.
 * @returns Pairs in the order of the file; names are as they stand there, valid or not.
 */
export function parseEnvFile(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  let state: State = 'before name';
  let name = '';
  let value = '';
  // Length of the value without white space at its end that isn't quoted.
  let solid = 0;
  const end = () => {
    pairs.push([name.trimEnd(), state === 'value' ? value.slice(0, solid) : value]);
    [name, value, solid] = ['', '', 0];
  };
  const add = (text: string, counts = true) => {
    value += text;
    if (counts) solid = value.length;
  };
  for (const c of text) {
    if (state === 'before name') {
      if (c === '#' || c === ';') state = 'comment';
      else if (!space.test(c)) [state, name] = ['name', c];
    } else if (state === 'comment') {
      if (newline.test(c)) state = 'before name';
    } else if (state === 'name') {
      if (newline.test(c)) [state, name] = ['before name', ''];
      else if (c === '=') state = 'before value';
      else name += c;
    } else if (state === 'before value' || state === 'value') {
      const isFirst = state === 'before value';
      if (newline.test(c)) {
        end();
        state = 'before name';
      } else if (c === '\\') {
        state = 'escape';
        // White space before a backslash is meant.
        solid = value.length;
      } else if (isFirst && c === "'") state = 'single';
      else if (isFirst && c === '"') state = 'double';
      else if (!isFirst || !space.test(c)) {
        state = 'value';
        add(c, !space.test(c));
      }
    } else if (state === 'escape') {
      if (!newline.test(c)) add(c);
      state = 'value';
    } else if (state === 'single') {
      if (c === "'") state = 'before value';
      else add(c);
    } else if (state === 'double') {
      if (c === '"') state = 'before value';
      else if (c === '\\') state = 'double escape';
      else add(c);
    } else {
      if ('"\\`$'.includes(c)) add(c);
      else if (c !== '\n') add(`\\${c}`);
      state = 'double';
    }
  }
  if (!['before name', 'name', 'comment'].includes(state)) end();
  return pairs;
}

type State =
  | 'before name'
  | 'name'
  | 'comment'
  | 'before value'
  | 'value'
  | 'escape'
  | 'single'
  | 'double'
  | 'double escape';

/**
 * Adds what an environment file says to the environment; what stands there already counts more. Relative paths are meant from
 * the file's folder.
 *
 * @param file - Path of the file; with a dash in front it may be missing.
 * @returns Names in the file that can't be names of variables; they have no effect.
 * @throws {Error} When the file can't be read, as the file system says it.
 */
export function addEnvFile(env: NodeJS.ProcessEnv, file: string): string[] {
  const path = file.replace(/^-/, '');
  const pairs = Object.entries(Object.fromEntries(parseEnvFile(read(path, file !== path))));
  const isName = (name: string) => /^[A-Za-z_]\w*$/.test(name);
  for (const [name, value] of pairs) {
    if (!isName(name) || env[name] !== undefined) continue;
    env[name] = isPath(name) && value !== '' ? absolute(value, dirname(resolve(path))) : value;
  }
  return pairs.map(([name]) => name).filter((name) => !isName(name));
}

/** Returns true when a setting, or the NAME_FILE of one, is a path. */
export function isPath(name: string): boolean {
  if (name.endsWith('_FILE') && name.slice(0, -'_FILE'.length) in options) return true;
  const option: { path?: boolean } | undefined = options[name as OptionName];
  return option?.path ?? false;
}

/** A path setting as seen from a folder; the word none, which some of them take, stays. */
export const absolute = (value: string, folder: string): string => (value === 'none' ? value : resolve(folder, value));

function read(path: string, mayBeMissing: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (mayBeMissing && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
