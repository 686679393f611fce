import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Names, strangeNames } from './names.ts';

const placeholders: Names = { image: 'foxden.invalid/foxden', repository: 'https://foxden.invalid/foxden' };

it.each([
  ['    image: foxden/foxden:0.1.0', 'foxden/foxden'],
  ['"image": "ghcr.io/somebody/foxden:1"', 'ghcr.io/somebody/foxden'],
  ['image: foxden:0.1.0', 'foxden'],
  ['<Repository>somebody/foxden:0.1.0</Repository>', 'somebody/foxden'],
  ['see https://github.com/somebody/foxden/issues', 'https://github.com/somebody/foxden'],
  ['https://raw.githubusercontent.com/foxden/foxden/main/x', 'https://raw.githubusercontent.com/foxden/foxden'],
])('%s is somebody else', (text, name) => {
  expect(strangeNames(text, placeholders)).toEqual([name]);
});

it.each([
  'image: localhost/foxden:0.1.0',
  'image: foxden.invalid/foxden:0.1.0',
  'icon: https://foxden.invalid/foxden/raw/main/icon.png',
  'image: mariadb:11.8',
])('%s is nobody else', (text) => {
  expect(strangeNames(text, placeholders)).toEqual([]);
});

it('takes the names of a release, and only those', () => {
  const released = { image: 'ghcr.io/own/foxden', repository: 'https://github.com/own/foxden' };
  const text = 'image: ghcr.io/own/foxden:1\nhttps://raw.githubusercontent.com/own/foxden/main/icon.png';
  expect(strangeNames(text, released)).toEqual([]);
  expect(strangeNames(text, placeholders)).toHaveLength(2);
});

it('knows placeholders that no registry can ever have', () => {
  const file = new URL('../../docker/nas/names.json', import.meta.url);
  const { image, repository } = JSON.parse(readFileSync(file, 'utf8')) as Names;
  const isPlaceholder = (host: string) => host.endsWith('.invalid');
  expect(isPlaceholder(image.split('/')[0]!)).toBe(isPlaceholder(new URL(repository).hostname));
});
