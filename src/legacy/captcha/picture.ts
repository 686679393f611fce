import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font, PathCommand } from 'opentype.js';

const require = createRequire(import.meta.url);

// Loaded for the first picture: most appliances never show one.
let font: Font | undefined;
function loadFont(): Font {
  const { parse } = require('opentype.js') as typeof import('opentype.js');
  const bytes = readFileSync(require.resolve('@fontsource/inconsolata/files/inconsolata-latin-700-normal.woff'));
  return parse(Uint8Array.from(bytes).buffer);
}

const width = 210;
const height = 64;
const size = 46;

/**
 * Draws a word that people read more easily than programs do, as an SVG that a browser of 2011 can show: every point of every
 * letter moves a little, letters turn, and lines run through them.
 *
 * @param word - Letters and digits; six fit.
 */
export function drawWord(word: string): string {
  font ??= loadFont();
  const step = width / (word.length + 1);
  const letters = [...word].map((letter, i) => {
    const commands = font!.getPath(letter, 0, 0, size + between(-4, 4)).commands;
    const [x, y, turn] = [step * (i + 0.62) + between(-3, 3), 46 + between(-6, 6), between(-24, 24)];
    return `<path d="${wobble(commands)}" transform="translate(${number(x)} ${number(y)}) rotate(${number(turn)})"/>`;
  });
  const lines = Array.from({ length: 4 }, () => {
    const [a, b, c, d] = [between(4, 60), between(4, 60), between(4, 60), between(4, 60)].map(number);
    return `<path d="M0 ${a}C70 ${b} 140 ${c} ${width} ${d}" fill="none" stroke="#345" stroke-width="1.6"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `role="img" aria-label="Picture with ${word.length} letters and digits"><rect width="${width}" height="${height}" fill="#eef2f5"/>` +
    `<g fill="#234">${letters.join('')}</g>${lines.join('')}</svg>`
  );
}

function wobble(commands: PathCommand[]): string {
  return commands
    .map(({ type, ...points }) => {
      const { x1, y1, x2, y2, x, y } = points as Record<string, number | undefined>;
      const numbers = [x1, y1, x2, y2, x, y].filter((each) => each !== undefined);
      return type + numbers.map((each) => number(each + between(-0.9, 0.9))).join(' ');
    })
    .join('');
}

const between = (from: number, to: number) => from + (randomInt(10_001) / 10_000) * (to - from);
const number = (value: number) => String(Math.round(value * 100) / 100);
