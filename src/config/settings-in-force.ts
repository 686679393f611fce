import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { absolute, isPath } from './env-file.ts';
import { type OptionName, options } from './options.ts';

/** Settings that a Foxden was started with, for commands that are run in another shell. */
export interface SettingsInForce {
  version: string;
  /** Process of the supervisor. */
  pid: number;
  /** Environment variables that are no secrets; of secrets only the paths in NAME_FILE. */
  settings: Record<string, string>;
  /** Names of the secrets that were given as variables. */
  secrets: string[];
}

/** Where they are kept for the time after a stop. */
export const settingsFile = (dataDir: string): string => join(dataDir, 'settings.json');

/**
 * Picks out of an environment what a command elsewhere needs to speak with the same appliance. Paths become absolute.
 *
 * @param env - Environment of the supervisor.
 * @param dataDir - Its data dir, which may be a default.
 */
export function settingsInForce(
  env: NodeJS.ProcessEnv,
  dataDir: string,
): Pick<SettingsInForce, 'settings' | 'secrets'> {
  const settings: Record<string, string> = { FOXDEN_DATA_DIR: dataDir };
  const secrets: string[] = [];
  for (const [name, option] of Object.entries(options) as [OptionName, { secret?: boolean }][]) {
    const file = env[`${name}_FILE`];
    if (file) settings[`${name}_FILE`] = absolute(file, process.cwd());
    const value = env[name];
    if (!value || name === 'FOXDEN_DATA_DIR') continue;
    if (option.secret) secrets.push(name);
    else settings[name] = isPath(name) ? absolute(value, process.cwd()) : value;
  }
  return { settings, secrets };
}

/** The settings of the last start on a data dir; undefined when there was none or the file can't be used. */
export function lastSettings(dataDir: string): SettingsInForce | undefined {
  try {
    return JSON.parse(readFileSync(settingsFile(dataDir), 'utf8')) as SettingsInForce;
  } catch {
    return undefined;
  }
}
