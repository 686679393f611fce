import { type Option, type OptionName, options } from '../../src/config/options.ts';

const entries = Object.entries(options) as [OptionName, Option][];
const sections = [...new Set(entries.map(([, { section }]) => section))];
const inSection = (wanted: string) => entries.filter(([, { section }]) => section === wanted);

/** The README's tables of settings, one a section, as Markdown. */
export function optionTables(): string {
  return sections
    .map((section) => {
      const rows = inSection(section).map(
        ([name, option]) => `| \`${name}\` | ${cell(option.default)} | ${cell(option.meaning)} |`,
      );
      return `**${section}**\n\n| Name | Default | Meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

/** `.env.example`: every setting, commented out. */
export function envExample(): string {
  const blocks = sections.map((section) => {
    const lines = inSection(section).map(([name, { meaning, default: standard, example }]) =>
      [...wrap(`${meaning} Default: ${standard}.`), `#${name}=${example ?? ''}`].join('\n'),
    );
    return `# --- ${section} ---\n\n${lines.join('\n\n')}`;
  });
  return `# Settings of Foxden. Copy this file to .env and remove the # before what you set.
# Each setting can also be given as a file: NAME_FILE=/path/of/the/file instead of NAME=value.
# This file is made from src/config/options.ts (npm run docs).

${blocks.join('\n\n')}\n`;
}

const marks = ['<!-- options: made from src/config/options.ts -->\n', '<!-- end of options -->'] as const;

/**
 * Puts the tables of settings between their marks.
 *
 * @param readme - Text of the README.
 * @throws {Error} When the marks are missing.
 */
export function withOptionTables(readme: string): string {
  const start = readme.indexOf(marks[0]);
  const end = readme.indexOf(marks[1]);
  if (start < 0 || end < start) throw new Error('The README has lost the marks between which the settings stand');
  return `${readme.slice(0, start)}${marks[0]}\n${optionTables()}\n${readme.slice(end)}`;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function wrap(text: string, width = 100): string[] {
  const lines = ['#'];
  for (const word of text.split(' ')) {
    if (lines.at(-1)!.length + word.length >= width) lines.push('#');
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines;
}
