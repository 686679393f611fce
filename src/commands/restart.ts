import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import type { Command } from './command.ts';

/** `foxden restart`. */
export const restart: Command = {
  help: `Usage: foxden restart

Replaces the workers of the running Foxden one by one, without dropping a request. Waits until it is done.
Where Foxden may take less than 512 MiB of memory, each worker leaves before the next one starts: with one worker alone browsers
find nobody for some seconds then, and try again by themselves.`,
  async run(args) {
    parseArgs({ args });
    console.log('Replacing the workers; those with open connections may take half a minute each …');
    await askSupervisor(createConfig(readEnv(process.env)), 'POST /restart');
    console.log('Done.');
    return 0;
  },
};
