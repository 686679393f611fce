import { expect, it } from 'vitest';
import { inWords } from './describe.ts';
import { words as german } from './text.de.ts';
import { words as spanish } from './text.es.ts';
import { words as french } from './text.fr.ts';
import type { Moment } from './timeline.ts';

const gone = Array.from({ length: 213 }, (_, i) => ({ id: `${i}`, modified: 1, clear: { id: `${i}` } }));
const moment = (device?: string): Moment => ({ at: 1, device, appeared: [], changed: [], wentAway: gone });
const devices = new Map([['a1', 'Laptop']]);

it('says whose upload it was', () => {
  expect(inWords('bookmarks', moment('a1'), devices)).toBe(
    '213 bookmarks and folders went away, by the upload of “Laptop”.',
  );
});

it.each([undefined, 'signed out since'])('names nobody for the device %j', (device) => {
  expect(inWords('bookmarks', moment(device), devices)).toBe('213 bookmarks and folders went away.');
});

it('says so in every language', () => {
  for (const words of [german, french, spanish]) {
    expect(words.together(['a', 'b'], 'Laptop')).toMatch(/^a, b, .+Laptop.+\.$/);
    expect(words.together(['a', 'b'])).toBe('a, b.');
  }
});
