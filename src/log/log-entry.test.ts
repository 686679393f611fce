import { expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { logEntry, logLine } from './log-entry.ts';
import type { LogRecord } from './logger.ts';

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '/1.5/:uid/storage',
    '127.0.0.1',
    '::1',
    'GET',
    'a"b',
    'a@b.example',
    'fxs_1234',
    'eyJhbGciOiJSUzI1',
    '0a'.repeat(32),
  ),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.record({ password: fc.string(), uid: fc.nat() }),
);
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('requestId', 'status', 'token', 'email', '__proto__', 'a"b', '7', 'time'),
);
const record: fc.Arbitrary<LogRecord> = fc.record({
  time: fc.nat(4e12),
  level: fc.constantFrom('info', 'warn'),
  stream: fc.constantFrom('access', 'main'),
  message: fc.oneof(fc.constant('request'), fc.string({ unit: 'binary' }), fc.constant('mail to a@b.example')),
  fields: fc.dictionary(name, value),
});

it('writes the line of a record as what is written of it says, however that is put together', () => {
  fc.assert(
    fc.property(record, (each) => {
      expect(JSON.parse(logLine(each))).toEqual(JSON.parse(JSON.stringify(logEntry(each))));
      expect(logLine(each)).not.toContain('\n');
    }),
    { numRuns: 3000 },
  );
});

it('tells every millisecond', () => {
  const at = (time: number) =>
    JSON.parse(logLine({ time, level: 'info', stream: 'access', message: 'request', fields: {} }));
  const times = [0, 1, 999, 1000, 1_764_329_455_007, 1_764_329_455_070, 1_764_329_456_000, 999];
  expect(times.map((time) => at(time).time)).toEqual(times.map((time) => new Date(time).toISOString()));
});
