import { parseArgs } from 'node:util';
import { supervise } from '../supervisor/supervise.ts';
import type { Command } from './command.ts';

/** `foxden serve`. */
export const serve: Command = {
  help: `Usage: foxden serve

Runs Foxden in this terminal until it is stopped. All settings come from the environment (FOXDEN_…); the README lists them.
SIGTERM or Ctrl-C: finish what was begun and end; twice: end at once. SIGUSR2: replace the workers one by one without
dropping a request. SIGHUP: reopen the log files.`,
  async run(args) {
    parseArgs({ args });
    return supervise(process.env);
  },
};
