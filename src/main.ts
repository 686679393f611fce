import { enableCompileCache } from 'node:module';
import { commands } from './command-table.ts';
import { UsageError } from './commands/command.ts';
import { readSettings } from './commands/read-settings.ts';
import { reportError } from './commands/report-error.ts';
import { nameCommands } from './config/installation.ts';
import { becomeLean } from './config/lean-node.ts';
import { nearest } from './config/nearest.ts';
import { isBundle, root } from './config/programs.ts';
import { version } from './config/version.ts';

// From its sources: compiled code is kept beside the packages, and found there by the processes that this one forks, which halves
// the time to start and saves each of them about 20 MiB. Where the folder can't be written it does nothing.
if (!isBundle) {
  process.env.NODE_COMPILE_CACHE ??= `${root}node_modules/.cache/foxden`;
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

/** Commands that tell how Foxden is: that it says nothing is an answer. */
const quick = ['status', 'health', 'doctor'];

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(args[0]);
  if (name === '--version' || name === '-V') return say(`foxden ${version}`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw unknownCommand(name);
  if (args.includes('--help') || args.includes('-h')) return help(name);
  if (name === 'serve') becomeLean();
  if (command.settings !== 'none') await readSettings(command.settings, !quick.includes(name));
  return (await command.load()).run(args);
}

async function help(name?: string): Promise<number> {
  if (name !== undefined) {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw unknownCommand(name);
    return say((await command.load()).help);
  }
  const width = Math.max(...Object.keys(commands).map((each) => each.length));
  const lines = Object.entries(commands).map(([each, { summary }]) => `  ${each.padEnd(width)}  ${summary}`);
  return say(
    `Usage: foxden <command> [options]\n\n${lines.join('\n')}\n\nfoxden help <command> says more about one; foxden --version says which Foxden this is.`,
  );
}

function unknownCommand(name: string): UsageError {
  const meant = nearest(name, Object.keys(commands));
  const hint = meant ? `Did you mean foxden ${meant}?` : 'foxden help lists them all.';
  return new UsageError(`foxden has no command "${name}". ${hint}`);
}

function say(text: string): number {
  console.log(nameCommands(text));
  return 0;
}

const line = process.argv.slice(2);
main(line)
  .catch((error) => reportError(error, line[0]))
  .then((code) => process.exit(code));
