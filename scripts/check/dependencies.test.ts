import { expect, it } from 'vitest';
import { dependenciesWithoutReason, doubtfulLicences } from './dependencies.ts';

it.each(['MIT', '(MIT OR Apache-2.0)', '(BSD-3-Clause OR GPL-2.0)'])('accepts %s', (license) => {
  expect(doubtfulLicences({ packages: { '': {}, 'node_modules/a': { license } } })).toEqual([]);
});

it.each(['GPL-3.0', undefined, 'CC0-1.0'])('tells of a package under %s', (license) => {
  expect(doubtfulLicences({ packages: { 'node_modules/a': { license } } })).toEqual([
    expect.stringMatching(/^node_modules\/a/),
  ]);
});

it('lets a tool have a licence that the product may not have', () => {
  expect(doubtfulLicences({ packages: { 'node_modules/a': { license: 'CC0-1.0', dev: true } } })).toEqual([]);
});

it('compares the reasons with the dependencies, both ways', () => {
  const record = '| Package | Why |\n|---|---|\n| a, b (b-two) | both |\n| gone | once |\n';
  expect(dependenciesWithoutReason(['a', 'b', 'new'], record)).toEqual([
    expect.stringMatching(/no reason for new/),
    expect.stringMatching(/names gone/),
  ]);
});
