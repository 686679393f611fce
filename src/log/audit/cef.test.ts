import { expect, it } from 'vitest';
import { version } from '../../config/version.ts';
import { formatCef, syslogHeader } from './cef.ts';

const time = Date.UTC(2026, 10, 2, 3, 4, 5);

it('writes header and request in the order of the old Sync server (sync11.md §5.5)', () => {
  const line = formatCef('SignInFailed', time, {
    uid: 'a'.repeat(32),
    address: '::ffff:192.0.2.7',
    userAgent: 'Firefox/153.0',
    method: 'POST',
    path: '/v1/account/login',
    host: 'sync.example.org',
    requestId: '1-2-3',
    worker: 77,
    reason: 'wrong',
    nothing: undefined,
  });
  expect(line).toBe(
    `CEF:0|Foxden|foxden|${version}|SignInFailed|User Authentication Failed|5|rt=${time} ` +
      'cs1Label=requestClientApplication cs1=Firefox/153.0 requestMethod=POST request=/v1/account/login src=192.0.2.7 ' +
      `dhost=sync.example.org suser=${'a'.repeat(32)} externalId=1-2-3 reason=wrong`,
  );
  expect(syslogHeader(time, 'host')).toBe('Nov  2 03:04:05 host');
});

it('lets no value forge a line or a field', () => {
  const line = formatCef('Odd|Event\nCEF:0|x', time, {
    userAgent: 'a\r\nNov  2 03:04:05 host CEF:0|forged|\u001b[31m\u2028x',
    path: '/a=b\\c',
    'bad name': 1,
    'k=v': 2,
    list: ['a=b'],
  });
  expect(line.split('\n')).toHaveLength(1);
  expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  expect(line).toContain('|Odd\\|Event CEF:0\\|x|');
  expect(line).toContain('cs1=a\\r\\nNov  2 03:04:05 host CEF:0|forged|[31mx ');
  expect(line).toContain('request=/a\\=b\\\\c');
  expect(line).toContain('list=["a\\=b"]');
  expect(line).not.toContain('bad name');
  expect(line).not.toContain('k=v');
});

it('cuts long values', () => {
  expect(formatCef('SignIn', time, { userAgent: 'x'.repeat(100_000) }).length).toBeLessThan(1024);
});
