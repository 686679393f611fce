import { addEnvFile } from '../config/env-file.ts';
import { installationOf, nameCommands } from '../config/installation.ts';
import { adoptSettings } from './adopt-settings.ts';

/**
 * Fills the environment from its file and, for a command about an appliance, from that appliance.
 *
 * @param isPatient - Whether a Foxden that is busy is asked again, for 20 s.
 * @throws {CommandError} When the settings can't be known.
 */
export async function readSettings(whose: 'own' | 'appliance', isPatient = true): Promise<void> {
  const { env } = process;
  const { envFile, dataDir } = installationOf(env);
  let unreadable: unknown;
  try {
    for (const line of addEnvFile(env, envFile)) {
      warn(
        `${envFile.replace(/^-/, '')}: the line that begins with "${line}=" is ignored; write NAME=value and no more.`,
      );
    }
  } catch (error) {
    unreadable = error;
  }
  if (whose === 'appliance') await adoptSettings(env, unreadable, warn, isPatient);
  else if (unreadable !== undefined) throw unreadable;
  else if (!env.FOXDEN_DATA_DIR && !env.FOXDEN_DATA_DIR_FILE) env.FOXDEN_DATA_DIR = dataDir;
}
const warn = (sentence: string) => console.error(nameCommands(sentence));
