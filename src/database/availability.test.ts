import { expect, it } from 'vitest';
import { isDatabaseUnavailable } from './availability.ts';
import { DatabaseBusyError } from './retry.ts';

const error = (facts: object) => Object.assign(new Error('x'), facts);

it.each([
  new DatabaseBusyError(undefined),
  error({ code: 'SQLITE_BUSY' }),
  error({ code: 'SQLITE_FULL' }),
  error({ code: 'SQLITE_IOERR_WRITE' }),
  error({ errno: 1213, code: 'ER_LOCK_DEADLOCK' }),
  error({ errno: 1040, code: 'ER_CON_COUNT_ERROR' }),
  error({ errno: -111, code: 'ECONNREFUSED', syscall: 'connect' }),
  error({ errno: -2, code: 'ENOENT', syscall: 'connect' }),
  error({ fatal: true }),
])('%o is the database being away for a while', (thrown) => {
  expect(isDatabaseUnavailable(thrown)).toBe(true);
});

it.each([
  new Error('bug'),
  error({ code: 'ENOENT', syscall: 'open' }),
  error({ errno: 1062, code: 'ER_DUP_ENTRY' }),
  error({ code: 'SQLITE_CONSTRAINT_UNIQUE' }),
  undefined,
  'text',
])('%o is not', (thrown) => {
  expect(isDatabaseUnavailable(thrown)).toBe(false);
});
