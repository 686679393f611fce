import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import type { HawkRequest } from '../../crypto/hawk.ts';
import { someHawkRequest } from './hawk-origins.ts';

const candidates = (host: string | undefined, publicUrl: string | null) => {
  const request = { method: 'GET', originalUrl: '/v1/x?y=%2F', headers: { host } } as unknown as Request;
  const seen: HawkRequest[] = [];
  someHawkRequest(request, publicUrl, (signed) => {
    seen.push(signed);
    return false;
  });
  return seen;
};
const origins = (host: string | undefined, publicUrl: string | null) =>
  candidates(host, publicUrl).map((each) => `${each.host}:${each.port}`);

describe('what a client may have signed (accounts.md §3.2, sync15.md §8.2)', () => {
  it('keeps method and undecoded target', () => {
    expect(candidates('a.example', null)[0]).toMatchObject({ method: 'GET', target: '/v1/x?y=%2F' });
  });

  it.each([
    [
      'the public URL first, behind a proxy that changes Host',
      'backend:8000',
      'https://sync.example.org',
      ['sync.example.org:443', 'backend:8000'],
    ],
    ['the port of the public URL', 'sync.example.org:8443', 'https://sync.example.org:8443', ['sync.example.org:8443']],
    ['plain http', 'localhost:8000', 'http://localhost:8000', ['localhost:8000']],
    [
      'both default ports when Host names none',
      'sync.example.org',
      null,
      ['sync.example.org:443', 'sync.example.org:80'],
    ],
    ['Host in lower case', 'SYNC.Example.org:1', null, ['sync.example.org:1']],
    ['IPv6 without its brackets, as Firefox signs it, and with them', '[::1]:8000', null, ['::1:8000', '[::1]:8000']],
    ['nothing of a Host that is none', 'a b:c:d', null, []],
    ['nothing of the missing', undefined, 'http://a.example', ['a.example:80']],
  ])('is %s', (_name, host, publicUrl, expected) => {
    expect(origins(host, publicUrl)).toEqual(expected);
  });
});
