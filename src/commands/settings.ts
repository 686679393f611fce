import { parseArgs } from 'node:util';
import { type OptionName, options } from '../config/options.ts';
import { readEnv } from '../config/read-env.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';

const help = `Usage: foxden settings [--json]

Shows every setting with the value that holds, and checks all of them. Values that must stay secret are not shown.
--json: a list of objects with name, value (as it was set; null for secrets, files and defaults) and from (default, environment or
the file's path).`;

/** `foxden settings`. */
export const settings: Command = {
  help,
  async run(args) {
    const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
    readEnv(process.env);
    const all = (Object.keys(options) as OptionName[]).map(current);
    if (json)
      console.log(
        JSON.stringify(
          all.map(({ name, value, from }) => ({ name, value, from })),
          null,
          2,
        ),
      );
    else console.log(table([['setting', 'value', 'from'], ...all.map(({ name, shown, from }) => [name, shown, from])]));
    return 0;
  },
};

function current(name: OptionName): { name: string; value: string | null; shown: string; from: string } {
  const { secret, default: usual } = options[name] as { secret?: boolean; default: string };
  const file = process.env[`${name}_FILE`];
  const value = process.env[name];
  if (!value && !file) return { name, value: null, shown: usual, from: 'default' };
  const from = file ? file : 'environment';
  if (secret) return { name, value: null, shown: '(secret)', from };
  return { name, value: value || null, shown: value || '(in the file)', from };
}
