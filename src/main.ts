import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { commands } from './command-table.ts';
import { UsageError } from './commands/command.ts';
import { reportError } from './commands/report-error.ts';

// Compiled code is kept beside the packages, and found there by the processes that this one forks: that halves the time to
// start and saves each of them about 20 MiB. Where the folder can't be written it does nothing.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/foxden', import.meta.url));
enableCompileCache(process.env.NODE_COMPILE_CACHE);

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(args[0]);
  const command = commands[name];
  if (!command) throw new UsageError(`foxden has no command "${name}". foxden help lists them all.`);
  if (args.includes('--help') || args.includes('-h')) return help(name);
  return (await command.load()).run(args);
}

async function help(name?: string): Promise<number> {
  const command = name === undefined ? undefined : commands[name];
  if (command) {
    console.log((await command.load()).help);
    return 0;
  }
  const width = Math.max(...Object.keys(commands).map((each) => each.length));
  const lines = Object.entries(commands).map(([each, { summary }]) => `  ${each.padEnd(width)}  ${summary}`);
  console.log(`Usage: foxden <command> [options]\n\n${lines.join('\n')}\n\nfoxden help <command> says more about one.`);
  return 0;
}

process.exit(await main(process.argv.slice(2)).catch(reportError));
