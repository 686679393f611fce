import { resolve } from 'node:path';
import { absolute, isPath } from '../config/env-file.ts';
import { installationOf } from '../config/installation.ts';
import { options } from '../config/options.ts';
import { readEnv } from '../config/read-env.ts';
import { lastSettings, type SettingsInForce, settingsFile } from '../config/settings-in-force.ts';
import { askSupervisor, ControlRefusedError, NotRunningError, SilentError } from '../control/control-client.ts';
import { explain } from '../failures/explain.ts';
import { CommandError } from './command.ts';

/** What the adoption of settings has to say to the person who runs a command. */
export type Tell = (sentence: string) => void;

/**
 * Makes an environment that of the appliance on its data dir, so that a command speaks with that one and no other: of a running
 * Foxden the settings in force are asked; of one that is stopped, those of its last start fill what isn't set here.
 *
 * @param env - Changed in place.
 * @param fileError - Why the file with the settings could not be read, if it couldn't.
 * @param tell - Called with where environment and appliance disagree, and with which appliance it is when it isn't the usual one.
 * @param isPatient - Whether a Foxden that is busy is asked again, for 20 s.
 * @throws {CommandError} When the settings can't be known: then the command would work on the wrong database.
 * @throws {SilentError} When a Foxden runs there, but does not answer.
 */
export async function adoptSettings(
  env: NodeJS.ProcessEnv,
  fileError: unknown,
  tell: Tell,
  isPatient = false,
): Promise<void> {
  const usual = installationOf(env).dataDir;
  env.FOXDEN_DATA_DIR = dataDirOf(env) ?? usual;
  const dataDir = resolve(env.FOXDEN_DATA_DIR);
  const running = await askSettings(dataDir, tell, isPatient ? moreTries : 0);
  const known = running ?? lastSettings(dataDir);
  if (!running && fileError !== undefined) throw unreadable(fileError);
  if (known) {
    for (const sentence of disagreements(env, known, running !== undefined)) tell(sentence);
    if (running) Object.assign(env, withoutOthers(env, running), await askSecrets(dataDir, running));
    else fillGaps(env, known);
  }
  if (dataDir !== resolve(usual)) tell(`This is about the Foxden on ${dataDir}${addressOf(known)}.`);
}

function dataDirOf(env: NodeJS.ProcessEnv): string | undefined {
  return readEnv({ FOXDEN_DATA_DIR: env.FOXDEN_DATA_DIR, FOXDEN_DATA_DIR_FILE: env.FOXDEN_DATA_DIR_FILE })
    .FOXDEN_DATA_DIR;
}

/** Each takes 2 s. */
const moreTries = 9;

async function askSettings(dataDir: string, tell: Tell, more: number): Promise<SettingsInForce | undefined> {
  try {
    return await askSupervisor<SettingsInForce>({ dataDir }, 'GET /settings');
  } catch (error) {
    if (error instanceof SilentError && !error.isStopped && more > 0) {
      if (more === moreTries)
        tell(`The Foxden on ${dataDir} has not answered for 2 seconds. It may be busy: it is asked for 18 more.`);
      return askSettings(dataDir, tell, more - 1);
    }
    // An older Foxden doesn't know the question. Files of another user are the command's business, which explains them.
    const passes = error instanceof NotRunningError || error instanceof ControlRefusedError;
    if (passes || ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

// Its own user could read them in the process's environment as well; they are never written anywhere.
async function askSecrets(dataDir: string, { secrets }: SettingsInForce): Promise<Record<string, string>> {
  return secrets.length === 0 ? {} : askSupervisor<Record<string, string>>({ dataDir }, 'GET /secret-settings');
}

/** Settings of the running Foxden; whatever else this environment sets is unset. */
function withoutOthers(env: NodeJS.ProcessEnv, { settings, secrets }: SettingsInForce): Record<string, string> {
  const isKept = (name: string) => name in settings || secrets.includes(name);
  for (const name of settingNames(env)) if (!isKept(name)) delete env[name];
  return settings;
}

function fillGaps(env: NodeJS.ProcessEnv, { settings, secrets }: SettingsInForce): void {
  for (const [name, value] of Object.entries(settings)) if (!isSet(env, name)) env[name] = value;
  const missing = secrets.filter((name) => !isSet(env, name) && name === 'FOXDEN_DATABASE_URL');
  if (missing.length === 0) return;
  throw new CommandError(
    `The Foxden on ${env.FOXDEN_DATA_DIR} was last started with a database of its own in FOXDEN_DATABASE_URL, which this command ` +
      'does not know: it holds a password and is kept nowhere. Set it as for the start, or start Foxden first. ' +
      `(If it shall use SQLite from now on, remove ${settingsFile(env.FOXDEN_DATA_DIR!)}.)`,
  );
}

const isSet = (env: NodeJS.ProcessEnv, name: string): boolean => {
  const plain = name.replace(/_FILE$/, '');
  return Boolean(env[plain] || env[`${plain}_FILE`]);
};

const settingNames = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(options)
    .flatMap((name) => [name, `${name}_FILE`])
    .filter((name) => env[name]);

function disagreements(env: NodeJS.ProcessEnv, known: SettingsInForce, runs: boolean): string[] {
  return settingNames(env)
    .filter((name) => name !== 'FOXDEN_DATA_DIR' && !known.secrets.includes(name))
    .filter((name) => (isPath(name) ? absolute(env[name]!, process.cwd()) : env[name]) !== known.settings[name])
    .map((name) => {
      const theirs = known.settings[name];
      const had = theirs === undefined ? 'without it' : `with ${theirs}`;
      return runs
        ? `${name} is set here, but the running Foxden was started ${had}: what it runs with counts.`
        : `${name} is set here; Foxden was last started ${had}.`;
    });
}

function addressOf(known: SettingsInForce | undefined): string {
  const url = known?.settings.FOXDEN_PUBLIC_URL;
  return url ? ` (${url})` : '';
}

function unreadable(error: unknown): CommandError {
  const { cause = String(error) } = explain(error) ?? {};
  return new CommandError(
    `The file with Foxden's settings can't be read. ${cause} Let this user read it (chgrp and chmod 640), or start Foxden: a ` +
      'running one is asked for its settings. Without them this command would work on the wrong database.',
  );
}
