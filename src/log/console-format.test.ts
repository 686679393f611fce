import { closeSync, fstatSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import { consoleFormat, readerOf } from './console-format.ts';

const text = (reader: Parameters<typeof consoleFormat>[0], level: string) => {
  const format = consoleFormat(reader);
  const record = { level, message: 'it happened', stream: 'main' };
  const entry = format.transform(record, format.options) as unknown as Record<symbol, string>;
  return entry[Symbol.for('message')]!;
};

it.each([
  ['error', 3],
  ['warn', 4],
  ['info', 6],
  ['debug', 7],
])('puts the severity of %s in front for the journal', (level, priority) => {
  expect(text('journal', level)).toBe(`<${priority}>${text('program', level)}`);
  expect(JSON.parse(text('program', level))).toMatchObject({ level, message: 'it happened' });
});

it('lets nobody’s text speak to the terminal', () => {
  const format = consoleFormat('person');
  const record = {
    level: 'warn',
    message: 'no such name: \x1b]0;title\x07',
    stream: 'main',
    name: '\x1b[2Jgone',
    wide: '\x9b2J',
    stack: 'Error: \x1b[31m\n    at here',
  };
  const entry = format.transform(record, format.options) as unknown as Record<symbol, string>;
  const shown = entry[Symbol.for('message')]!;
  expect(shown.replaceAll(/\x1b\[\d*m/g, '')).not.toMatch(/(?!\n)\p{Cc}/u);
  expect(shown).toContain('\\u001b[2Jgone');
  expect(shown).toContain('Error: \\u001b[31m\n    at here');
});

it('knows the journal by its socket alone', () => {
  const fd = openSync('/dev/null', 'r');
  const { dev, ino } = fstatSync(fd);
  expect(readerOf({ JOURNAL_STREAM: `${dev}:${ino}` }, { fd })).toBe('journal');
  expect(readerOf({ JOURNAL_STREAM: `${dev}:${ino + 1}` }, { fd })).toBe('program');
  expect(readerOf({}, { fd })).toBe('program');
  expect(readerOf({}, { fd, isTTY: true })).toBe('person');
  closeSync(fd);
});
