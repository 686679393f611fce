import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.ts';
import { wrapperNames } from './installation.ts';
import { nearest } from './nearest.ts';
import { type OptionName, options, type Settings } from './options.ts';

/**
 * Reads every setting from the environment. A value comes from NAME, or from the file that NAME_FILE names (one trailing
 * newline is dropped); an empty value counts as not given, since compose files write `NAME=${NAME:-}`.
 *
 * @param env - Environment variables, as `process.env`.
 * @returns The parsed settings; those that were not given are absent.
 * @throws {ConfigError} With one sentence for every setting that is wrong.
 */
export function readEnv(env: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(options) as OptionName[]) {
    const raw = readRaw(env, name, problems);
    if (raw === undefined) continue;
    const parsed = options[name].schema.safeParse(raw);
    if (parsed.success) settings[name] = parsed.data;
    else problems.push(`${name} ${[...new Set(parsed.error.issues.map((issue) => issue.message))].join('; ')}.`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return settings as Settings;
}

/** A name that looks like a setting but is none. */
export interface UnknownName {
  name: string;
  /** The setting that was probably meant. */
  meant?: string;
}

/**
 * Finds names that look like settings but aren't: most often a spelling mistake.
 *
 * @param env - Environment variables, as `process.env`.
 * @returns Names that begin with FOXDEN_, or nearly so, and that no setting has.
 */
export function unknownNames(env: NodeJS.ProcessEnv): UnknownName[] {
  const known = new Set([...Object.keys(options), ...wrapperNames]);
  return Object.keys(env)
    .filter((name) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')))
    .map((name) => ({ name, meant: nearest(name.toUpperCase(), [...known]) }))
    .filter(({ name, meant }) => /^FOXDEN_/i.test(name) || (/^F\w*_/i.test(name) && meant !== undefined));
}

/** The name in words: that it is none, and which one was perhaps meant. */
export const unknownInWords = ({ name, meant }: UnknownName): string =>
  `${name} is no setting of Foxden, so it has no effect.${meant ? ` Did you mean ${meant}?` : ''}`;

function readRaw(env: NodeJS.ProcessEnv, name: string, problems: string[]): string | undefined {
  const value = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (value !== undefined && file !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set; keep one of them.`);
    return undefined;
  }
  if (file === undefined) return value;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined;
  } catch (error) {
    problems.push(`${name}_FILE names ${file}, which can't be read (${(error as NodeJS.ErrnoException).code}).`);
    return undefined;
  }
}
