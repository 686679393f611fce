import type { Machine } from './machines.ts';

/** How long the slowest requests of a busy hour take on a machine, by people. */
export interface Curve {
  machine: Machine;
  points: { people: number; p99: number }[];
}

const [width, height] = [980, 460];
const [left, right, top, bottom] = [70, 620, 50, 400];
const [fewest, most] = [10, 300_000];
const [fastest, slowest] = [1, 1000];

// Seen as well on white as on black; dashes tell the two databases apart.
const colors = ['#c0392b', '#d35400', '#b7950b', '#2471a3', '#1e8449', '#8e44ad', '#16a085'];

const share = (value: number, from: number, to: number) => Math.log(value / from) / Math.log(to / from);
const x = (people: number) => left + share(people, fewest, most) * (right - left);
const y = (ms: number) => bottom - share(ms, fastest, slowest) * (bottom - top);

/** Draws p99 by people, both logarithmic, as SVG that goes with light and dark pages. */
export function chart(curves: Curve[], limit: number): string {
  const lines = curves.flatMap(({ machine, points }, i) => {
    const color = colors[i % colors.length]!;
    const seen = points.filter(
      ({ people, p99 }) => people >= fewest && people <= most && p99 >= fastest && p99 <= slowest,
    );
    const path = seen.map(({ people, p99 }) => `${x(people).toFixed(1)},${y(p99).toFixed(1)}`).join(' ');
    const dash = machine.database === 'MariaDB' ? ' stroke-dasharray="6 4"' : '';
    const row = top + 14 + i * 24;
    return [
      `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"${dash}/>`,
      `<line x1="${right + 20}" x2="${right + 46}" y1="${row - 4}" y2="${row - 4}" stroke="${color}" stroke-width="2"${dash}/>`,
      `<text x="${right + 52}" y="${row}">${machine.name}, ${machine.database}</text>`,
    ];
  });
  const peopleTicks = [10, 100, 1000, 10_000, 100_000].map(
    (people) =>
      `<line x1="${x(people)}" x2="${x(people)}" y1="${top}" y2="${bottom}" stroke="currentColor" stroke-opacity="0.15"/>` +
      `<text x="${x(people)}" y="${bottom + 18}" text-anchor="middle">${people.toLocaleString('en')}</text>`,
  );
  const msTicks = [1, 10, 100, 1000].map(
    (ms) =>
      `<line x1="${left}" x2="${right}" y1="${y(ms)}" y2="${y(ms)}" stroke="currentColor" stroke-opacity="0.15"/>` +
      `<text x="${left - 8}" y="${y(ms) + 4}" text-anchor="end">${ms} ms</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    // An image in a page has no colour of its own to take over: its default is that of the reader's scheme.
    '<style>svg { color: #222; fill: currentColor; background: #fff }',
    '@media (prefers-color-scheme: dark) { svg { color: #ddd; background: #161616 } }</style>',
    '<title>What 99 of 100 requests of a busy hour stay below, by people</title>',
    `<text x="${left}" y="26" font-size="14">What 99 of 100 requests of a busy hour stay below, by people (computed)</text>`,
    ...peopleTicks.map((tick) => tick.replaceAll(/(\d+\.\d)\d+"/g, '$1"')),
    ...msTicks.map((tick) => tick.replaceAll(/(\d+\.\d)\d+"/g, '$1"')),
    `<line x1="${left}" x2="${right}" y1="${y(limit).toFixed(1)}" y2="${y(limit).toFixed(1)}" stroke="currentColor" stroke-dasharray="2 3"/>`,
    `<text x="${left + 6}" y="${(y(limit) - 6).toFixed(1)}">wanted: at most ${limit} ms</text>`,
    `<text x="${(left + right) / 2}" y="${bottom + 42}" text-anchor="middle">people</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
