import { expect, it } from 'vitest';
// @ts-expect-error: scripts that run before anything is installed are JavaScript
import * as table from './lib/client-table.mjs';

const rows = (noted: object[]): string[] => table.clientTable(noted).split('\n').slice(-5);
const one = (client: string, action: string, status: string) => ({ client, action, status });

it('has a row for each client, the newest first, in which one failure counts more than any success', () => {
  const noted = [
    one('Firefox 115.14.0 ESR', 'main job', 'passed'),
    one('Firefox 159.0', 'main job', 'passed'),
    one('Firefox 159.0', 'send tab', 'failed'),
    one('Firefox 159.0', 'send tab', 'passed'),
    one('Firefox 115.14.0 ESR', 'send tab', 'skipped'),
  ];
  expect(rows(noted)).toEqual([
    '| Client | main job | send tab |',
    '| --- | :-: | :-: |',
    '| Firefox 159.0 | ✓ | ✗ |',
    '| Firefox 115.14.0 ESR | ✓ | – |',
    '',
  ]);
});
