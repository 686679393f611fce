import type { CommandEntry } from './command.ts';

/** A command with the words that may follow it, as its own help has them. */
export interface CommandWords {
  name: string;
  summary: string;
  help: string;
  subcommands: string[];
  flags: string[];
}

/**
 * Reads from the usage lines of every command which words can be typed: what completion and the manual page tell can't differ
 * from the help then.
 */
export async function commandWords(commands: Record<string, CommandEntry>): Promise<CommandWords[]> {
  return Promise.all(
    Object.entries(commands).map(async ([name, { summary, load }]) => {
      const { help } = await load();
      return { name, summary, help, ...wordsOf(name, help) };
    }),
  );
}

function wordsOf(name: string, help: string): { subcommands: string[]; flags: string[] } {
  const usage = help.slice(0, help.indexOf('\n\n')).split('\n');
  const behind = usage.map((line) => line.replace(/^(Usage:)?\s+/, '').slice(`foxden ${name} `.length));
  const firsts = behind.flatMap((line) => (/^[a-z][a-z0-9-]*(\|[a-z-]+)*(?=\s|$)/.exec(line)?.[0] ?? '').split('|'));
  const alternatives = behind.flatMap((line) =>
    (/<([a-z|]+)>$/.exec(line)?.[1] ?? '').split('|').filter((each) => line.includes(`<${each}|`)),
  );
  return {
    subcommands: [...new Set([...firsts, ...alternatives])].filter((word) => word !== ''),
    flags: [...new Set([...help.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag)), '--help'].filter(
      (flag, at, all) => all.indexOf(flag) === at,
    ),
  };
}
