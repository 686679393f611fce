import { type OptionName, options } from '../config/options.ts';
import { readEnv } from '../config/read-env.ts';
import { type Command, UsageError } from './command.ts';
import { table } from './table.ts';

const help = `Usage: foxden settings

Shows every setting with the value that holds, and checks all of them. Values that must stay secret are not shown.`;

/** `foxden settings`. */
export const settings: Command = {
  help,
  async run(args) {
    if (args.length > 0) throw new UsageError(help);
    readEnv(process.env);
    const rows = (Object.keys(options) as OptionName[]).map((name) => [name, ...current(name)]);
    console.log(table([['setting', 'value', 'from'], ...rows]));
    return 0;
  },
};

function current(name: OptionName): [value: string, from: string] {
  const { secret, default: usual } = options[name] as { secret?: boolean; default: string };
  const file = process.env[`${name}_FILE`];
  const value = process.env[name];
  if (!value && !file) return [usual, 'default'];
  return [secret ? '(secret)' : value || '(in the file)', file ? file : 'environment'];
}
