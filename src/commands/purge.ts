import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import type { Command } from './command.ts';

/** `foxden purge`. */
export const purge: Command = {
  help: `Usage: foxden purge

Has the running Foxden remove what counts no more: expired records, abandoned uploads, tokens that have run out, and the data
of accounts that were deleted more than a day ago. It does so every hour by itself.`,
  async run() {
    const removed = await askSupervisor<Record<string, number>>(createConfig(readEnv(process.env)), 'POST /purge');
    console.log(
      `Removed: ${removed.records} records, ${removed.batches} uploads, ${removed.expired} tokens and codes, ` +
        `data of ${removed.users} users.`,
    );
    if (removed.failed) console.log(`${removed.failed} users on other nodes could not be removed; see the log.`);
    return 0;
  },
};
