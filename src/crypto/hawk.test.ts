import { describe, expect, it } from 'vitest';
import { hawkMac, hawkPayloadHash, parseHawkAttributes, verifyHawkMac } from './hawk.ts';

const key = Buffer.from('9d8f22998ee7f5798b887042466b72d53e56ab0c094388bf65831f702d2febc0', 'hex');
const attributes = { ts: '1353832234', nonce: 'j4h3g2' };
const host = { host: 'accounts.example.org', port: 443 };

describe('the requests of accounts.md §4.8', () => {
  const get = { method: 'GET', target: '/v1/session/status', ...host };
  const getMac = 'KtduYhuCLojW0qG7LaG3puebXPaO9Q0Z4meUUKyRgIY=';

  it('signs a GET', () => {
    expect(hawkMac(key, attributes, get)).toBe(getMac);
  });

  it('signs a POST with its payload hash', () => {
    const hash = hawkPayloadHash('application/json', '{"name":"x"}');
    expect(hash).toBe('xRrmKVl8ck02tPu9eLSXWU4wttLHk9gq/ULG3w65I9g=');
    const post = { method: 'POST', target: '/v1/account/device?service=sync', ...host };
    expect(hawkMac(key, { ...attributes, hash }, post)).toBe('j/nvBwUBxK7b0K5H0jKI4wF7Ciam1pG9LgIK+zfoCrM=');
  });

  it('accepts the MAC of this request and of no other', () => {
    const signed = { id: 'x', ...attributes, mac: getMac };
    expect(verifyHawkMac(key, signed, get)).toBe(true);
    for (const other of [
      { ...get, method: 'POST' },
      { ...get, target: '/v1/session/status?' },
      { ...get, host: 'example.org' },
      { ...get, port: 80 },
    ]) {
      expect(verifyHawkMac(key, signed, other)).toBe(false);
    }
    expect(verifyHawkMac(key, { ...signed, nonce: 'other' }, get)).toBe(false);
    expect(verifyHawkMac(key, { ...signed, mac: '' }, get)).toBe(false);
  });

  it('hashes a payload whatever the case and parameters of its type (accounts.md §3.2)', () => {
    expect(hawkPayloadHash('Application/JSON; charset=utf-8', '{}')).toBe(hawkPayloadHash('application/json', '{}'));
  });
});

describe('the header of accounts.md §3.2', () => {
  it('is read in any order, with and without spaces', () => {
    const expected = { id: 'a', ts: '1', nonce: 'n', mac: 'm', ext: '' };
    for (const text of [
      'id="a", ts="1", nonce="n", mac="m", ext=""',
      'mac="m",nonce="n",ext="",ts="1",id="a"',
      ' ts="1" ,  id="a",ext="" , mac="m", nonce="n"',
    ]) {
      expect(parseHawkAttributes(text), text).toEqual(expected);
    }
  });

  it.each([
    '',
    'id="a", ts="1", nonce="n"',
    'id="", ts="1", nonce="n", mac="m"',
    'id="a", id="b", ts="1", nonce="n", mac="m"',
    'id="a", ts="x", nonce="n", mac="m"',
    'id="a", ts="-1", nonce="n", mac="m"',
    'id="a", ts="1", nonce="n", mac="m", evil="1"',
    'id="a", ts="1", nonce="n", mac="m" trailing',
    'id=a, ts=1, nonce=n, mac=m',
    'id="a\\"", ts="1", nonce="n", mac="m"',
    'id="a", __proto__="1", ts="1", nonce="n", mac="m"',
  ])('is refused when malformed: %s', (text) => {
    expect(parseHawkAttributes(text)).toBeUndefined();
  });
});
