import { options } from '../config/options.ts';
import { version } from '../config/version.ts';
import { type Command, type CommandEntry, UsageError } from './command.ts';
import { type CommandWords, commandWords } from './command-words.ts';

const help = `Usage: foxden man

Prints the manual page, made from the commands and settings of this version: foxden man | man -l -, or into
/usr/local/share/man/man8/foxden.8.`;

/**
 * `foxden man`.
 *
 * @param commands - The table of all commands.
 */
export const manOf = (commands: Record<string, CommandEntry>): Command => ({
  help,
  async run(args) {
    if (args.length > 0) throw new UsageError(help);
    console.log(manualPage(await commandWords(commands)));
    return 0;
  },
});

/** The manual page in the man(7) macros. */
export function manualPage(commands: CommandWords[]): string {
  return [
    `.TH FOXDEN 8 "" "Foxden ${roff(version)}" "System administration"`,
    '.SH NAME\nfoxden \\- Firefox accounts and sync, self\\-hosted',
    '.SH SYNOPSIS\n.B foxden\n.I command\n[options]',
    '.SH COMMANDS',
    ...commands.map(
      ({ name, summary, help }) => `.SS ${roff(name)}\n${roff(capitalised(summary))}.\n.PP\n.nf\n${roff(help)}\n.fi`,
    ),
    '.SH ENVIRONMENT',
    'Each setting may also be named with _FILE behind it and be the path of a file with the value.',
    ...Object.entries(options).map(
      ([name, { meaning, default: usual }]) => `.TP\n.B ${name}\n${roff(meaning)} Default: ${roff(usual)}.`,
    ),
    '.SH FILES\n.TP\n.I .env\nSettings beside package.json, one NAME=value a line.',
    '.TP\n.I /etc/foxden/foxden.env\nSettings of the systemd service.',
    '.SH EXIT STATUS\n0: done. 1: not done, for the reason told. 2: the command line makes no sense. 3: Foxden does not run. 78: the settings can not be used.',
  ].join('\n');
}

// A backslash and a line that begins with a dot or an apostrophe mean something to roff.
const roff = (text: string) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&')
    .replace(/[\u0080-\uffff]/g, inAscii);
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const inAscii = (letter: string) => `\\[u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
