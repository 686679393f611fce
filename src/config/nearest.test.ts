import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';
import { options } from './options.ts';
import { unknownInWords, unknownNames } from './read-env.ts';

it.each([
  ['FOXDEN_SINGUPS', 'FOXDEN_SIGNUPS'],
  ['FOXDEN_PUBLICURL', 'FOXDEN_PUBLIC_URL'],
  ['FOXDEN_BACKUP_PASPHRASE', 'FOXDEN_BACKUP_PASSPHRASE'],
  ['FOXDEN_NOTHING_LIKE_IT', undefined],
])('takes %s for %s', (typed, meant) => {
  expect(nearest(typed, Object.keys(options))).toBe(meant);
});

it('finds mistyped names in an environment, and leaves those of others alone', () => {
  const env = {
    FOXDEN_SINGUPS: 'open',
    FOXDN_LISTEN: '1',
    foxden_listen: '1',
    FOXDEN_LISTEN_FILE: 'x',
    FOO: '1',
    FONT_DIR: '1',
  };
  expect(unknownNames(env).map(unknownInWords)).toEqual([
    expect.stringMatching(/^FOXDEN_SINGUPS is no setting.* Did you mean FOXDEN_SIGNUPS\?$/),
    expect.stringMatching(/^FOXDN_LISTEN .* FOXDEN_LISTEN\?$/),
    expect.stringMatching(/^foxden_listen .* FOXDEN_LISTEN\?$/),
  ]);
});
