import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import { withProgress } from '../log/with-progress.ts';
import type { Command } from './command.ts';

/** `foxden purge`. */
export const purge: Command = {
  help: `Usage: foxden purge [--json]

Has the running Foxden remove what counts no more: expired records, abandoned uploads, tokens that have run out, and the data
of accounts that were deleted more than a day ago. It does so every hour by itself.
--json: an object with the numbers of records, batches, expired (tokens and codes), sessions, users, and of users that failed.`,
  async run(args) {
    const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
    const config = createConfig(readEnv(process.env));
    const removed = await withProgress((tell) =>
      askSupervisor<Record<string, number>>(config, 'POST /purge', undefined, tell),
    );
    if (json) {
      console.log(JSON.stringify(removed, null, 2));
      return 0;
    }
    console.log(
      `Removed: ${removed.records} records, ${removed.batches} uploads, ${removed.expired} tokens and codes, ` +
        `data of ${removed.users} users.`,
    );
    if (removed.failed) console.log(`${removed.failed} users on other nodes could not be removed; see the log.`);
    return 0;
  },
};
