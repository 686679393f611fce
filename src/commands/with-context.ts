import { existsSync, statSync } from 'node:fs';
import { type Config, createConfig } from '../config/config.ts';
import { nameCommands } from '../config/installation.ts';
import { readEnv } from '../config/read-env.ts';
import { type Context, createContext } from '../context.ts';
import { askSupervisor } from '../control/control-client.ts';
import { databaseExists } from '../database/database.ts';
import { explaining } from '../failures/explain.ts';
import { createLogger } from '../log/logger.ts';
import { withProgress } from '../log/with-progress.ts';
import { openDataDir, prepareDatabase } from '../supervisor/prepare.ts';
import { CommandError } from './command.ts';

/**
 * Runs a command on Foxden's database, whether the server runs or not.
 *
 * @param work - Gets a context of its own, which is closed afterwards.
 * @param options - `isFirst`: the database may still be empty, and is prepared then as the first start would. The data dir
 *   has to be there all the same.
 * @throws {CommandError} As {@link commandConfig}, and when there is no database; the errors of `prepareDatabase`; what the
 *   surroundings cause, in words.
 */
export async function withContext<T>(
  work: (ctx: Context) => Promise<T>,
  options: { isFirst?: boolean } = {},
): Promise<T> {
  const config = commandConfig();
  return explaining(config, async () => {
    if (!options.isFirst && !databaseExists(config.database)) throw noAppliance(config.dataDir);
    openDataDir(config);
    const log = createLogger(({ level, message }) => {
      if (level === 'error' || level === 'warn') console.error(nameCommands(message));
    }, 'warn');
    const secrets = await withProgress((onProgress) => prepareDatabase(config, log, { onProgress }));
    // Workers would find out by themselves, but not at once.
    const told: Promise<unknown>[] = [];
    const onRevocation = () => void told.push(askSupervisor(config, 'POST /revoked').catch(() => undefined));
    const ctx = createContext({ config, secrets, log, onRevocation });
    try {
      return await work(ctx);
    } finally {
      await Promise.all(told);
      await ctx.close();
    }
  });
}

const noAppliance = (dataDir: string) =>
  new CommandError(
    `There is no Foxden on ${dataDir}: no database is there. Set FOXDEN_DATA_DIR to the data dir of the one that you mean, or ` +
      'start it once.',
  );

/**
 * Reads the settings for a command that writes into the data dir.
 *
 * @param options - `mayMakeDataDir`: the command may be the first to use the data dir.
 * @throws {CommandError} When there is no data dir, or it belongs to another user: files that this one makes would lock Foxden
 *   out.
 */
export function commandConfig({ mayMakeDataDir = false } = {}): Config {
  process.umask(0o077);
  const config = createConfig(readEnv(process.env));
  refuseStranger(config);
  if (!mayMakeDataDir && !existsSync(config.dataDir)) {
    throw new CommandError(
      `There is no data dir ${config.dataDir}. Set FOXDEN_DATA_DIR to the one of the Foxden that you mean; foxden serve makes a new ` +
        'one, and foxden init too.',
    );
  }
  return config;
}

/**
 * Refuses what only makes sense where Foxden keeps the accounts itself.
 *
 * @throws {CommandError} With FOXDEN_ACCOUNTS other than embedded.
 */
export function requireOwnAccounts({ accounts }: Pick<Config, 'accounts'>): void {
  if (accounts.mode === 'embedded') return;
  throw new CommandError(
    `Accounts live at ${accounts.oauthUrl} (FOXDEN_ACCOUNTS), so Foxden has none of its own. FOXDEN_ALLOW and FOXDEN_MAX_USERS ` +
      'say who may use it.',
  );
}

/**
 * The address that links begin with.
 *
 * @throws {CommandError} When the owner hasn't set one yet.
 */
export function requirePublicUrl({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  if (publicUrl !== null) return publicUrl;
  throw new CommandError('Links need the address that browsers use: set FOXDEN_PUBLIC_URL first, then try again.');
}

function refuseStranger({ dataDir }: Config): void {
  const me = process.getuid?.();
  const owner = statSync(dataDir, { throwIfNoEntry: false })?.uid;
  if (me === undefined || owner === undefined || me === owner) return;
  throw new CommandError(
    `${dataDir} belongs to the user with uid ${owner}, but you are uid ${me}. Run this command as the user that runs Foxden: ` +
      'files that you make there would lock it out.',
  );
}
