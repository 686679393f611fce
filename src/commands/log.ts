import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import { type LogLevel, logLevels } from '../log/logger.ts';
import { type Command, UsageError } from './command.ts';

/** `foxden log level`. */
export const log: Command = {
  help: `Usage: foxden log level <${logLevels.join('|')}>

Sets which records the running Foxden logs, until it is stopped.`,
  async run([what, level, ...rest]) {
    if (what !== 'level' || !logLevels.includes(level as LogLevel) || rest.length > 0) {
      throw new UsageError(`Write: foxden log level, and then one of ${logLevels.join(', ')}.`);
    }
    await askSupervisor(createConfig(readEnv(process.env)), 'PUT /log-level', { level });
    console.log(`Foxden now logs at level ${level}.`);
    return 0;
  },
};
