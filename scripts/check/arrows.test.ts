import { expect, it } from 'vitest';
import { wrongArrows } from './arrows.ts';

const reasons = (file: string, text: string) => wrongArrows(file, text).map(({ reason }) => reason);

it.each([
  ['src/accounts/a.ts', "import { x } from '../http/x.ts';"],
  ['src/worker/app.ts', "import { x } from '../accounts/router.ts';"],
  ['src/accounts/a.test.ts', "import { x } from '../oauth/x.ts';"],
  ['src/http/a.ts', "import x from 'express';"],
])('an arrow that points down is fine: %s %s', (file, text) => expect(reasons(file, text)).toEqual([]));

it.each([
  ['src/http/a.ts', "import { x } from '../accounts/x.ts';", /arrows point down/],
  ['src/accounts/a.ts', "import { x } from '../oauth/x.ts';", /service never imports another/],
  ['src/accounts/a.ts', "await import('../oauth/x.ts')", /service never imports another/],
  ['src/accounts/a.ts', "import { x } from '../context.ts';", /arrows point down/],
  ['src/accounts/a.ts', "import { x } from '../../testing/x.ts';", /only tests/],
  ['src/nowhere/a.ts', "import { x } from '../http/x.ts';", /not in scripts\/check\/arrows.ts/],
])('another is told: %s %s', (file, text, reason) => {
  expect(reasons(file, text)).toEqual([expect.stringMatching(reason)]);
});
