import { expect, it } from 'vitest';
import { NoRoomError } from '../database/database-disk.ts';
import { NodeNotReadyError } from '../database/fallback-pool.ts';
import { DatabaseBusyError } from '../database/retry.ts';
import { failureFields } from './failure-fields.ts';

const named = (fields: object) => Object.assign(new Error('what the driver says'), fields);

it.each([
  ['a full disk, SQLite', named({ name: 'SqliteError', code: 'SQLITE_FULL' })],
  ['a full disk, MariaDB', named({ errno: 1114, code: 'ER_RECORD_FILE_FULL', sqlMessage: 'The table is full' })],
  ['a file that can not be written', named({ code: 'EACCES', errno: -13, syscall: 'open', path: '/data/x' })],
  [
    'a refused connection',
    named({ code: 'ECONNREFUSED', errno: -111, syscall: 'connect', address: '::1', port: 3306 }),
  ],
  ['no room', new NoRoomError(1024)],
  ['a node without its cluster', new NodeNotReadyError()],
  ['locks that are never given up', new DatabaseBusyError(named({ code: 'SQLITE_BUSY' }))],
  [
    'the reason behind another error',
    new Error('the mail was not sent', { cause: named({ code: 'ETIMEDOUT', syscall: 'connect' }) }),
  ],
])('has words and no stack for %s', (_name, error) => {
  const { stack, reason } = failureFields(error);
  expect(stack).toBeUndefined();
  expect(reason).toMatch(/\w{3,} \w+/);
});

it('has the stack of a bug', () => {
  expect(failureFields(new TypeError('x is not a function')).stack).toMatch(/TypeError/);
  expect(failureFields('thrown text')).toEqual({ error: 'thrown text', stack: undefined });
});
