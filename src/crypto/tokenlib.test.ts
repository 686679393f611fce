import { describe, expect, it } from 'vitest';
import { hawkMac, verifyHawkMac } from './hawk.ts';
import { hkdf } from './hkdf.ts';
import { tokenSigner } from './tokenlib.ts';

const payload = {
  node: 'https://sync.example.org',
  fxa_kid: '0000000001234-qqo',
  fxa_uid: 'testuser',
  hashed_device_id: 'x',
  hashed_fxa_uid: 'y',
  expires: 4102444800,
  uid: 42,
  tokenserver_origin: 'rust',
  salt: 'a1b2c3',
};
const id =
  'eyJub2RlIjoiaHR0cHM6Ly9zeW5jLmV4YW1wbGUub3JnIiwiZnhhX2tpZCI6IjAwMDAwMDAwMDEyMzQtcXFvIiwiZnhhX3VpZCI6InRlc3R1c2VyIiwi' +
  'aGFzaGVkX2RldmljZV9pZCI6IngiLCJoYXNoZWRfZnhhX3VpZCI6InkiLCJleHBpcmVzIjo0MTAyNDQ0ODAwLCJ1aWQiOjQyLCJ0b2tlbnNlcnZlcl9v' +
  'cmlnaW4iOiJydXN0Iiwic2FsdCI6ImExYjJjMyJ9TCK742X3N4v3T-OeO8GWhNbSj5S2toYrxQMijrWtJRg=';
const key = 'm8nPp8bMkG5uHGn2WwaOoz53fD6kTIyCGqAQV9dxmkw=';

describe('storage tokens (vectors of sync15.md §8.4)', () => {
  const signer = tokenSigner('secret0');

  it('derive the signing key', () => {
    expect(hkdf('secret0', '', 'services.mozilla.com/tokenlib/v1/signing', 32).toString('hex')).toBe(
      'd97f4804f510ebf3161e7c140bde92f3e988b59f5d90dd38e7bf5382ddddaf91',
    );
  });

  it('are made as Mozilla makes them', () => expect(signer.make(payload)).toEqual({ id, key }));

  it('are opened, with and without padding', () => {
    expect(signer.open(id)).toEqual({ payload, key });
    expect(signer.open(id.replace('=', ''))).toEqual({ payload, key });
  });

  it('of another secret, changed or cut off are not opened', () => {
    expect(tokenSigner('secret1').open(id)).toBeUndefined();
    expect(signer.open(id.replace('eyJub', 'eyJvb'))).toBeUndefined();
    for (const wrong of ['', 'A', id.slice(0, 43), id.slice(0, -8), `${id.slice(0, -4)}AAA=`]) {
      expect(signer.open(wrong), wrong).toBeUndefined();
    }
  });

  it('sign requests (Hawk)', () => {
    const attributes = { id, ts: '1700000000', nonce: 'abcdEFGH', mac: 'pDynMP0ZVz08B4MS5Ynwm3l1Qbe1F+dS/MtRWPHuFjE=' };
    const request = { method: 'GET', target: '/1.5/42/info/collections', host: 'sync.example.org', port: 443 };
    expect(hawkMac(key, attributes, request)).toBe(attributes.mac);
    expect(verifyHawkMac(key, attributes, request)).toBe(true);
    expect(verifyHawkMac(key, attributes, { ...request, port: 80 })).toBe(false);
    expect(verifyHawkMac(key, attributes, { ...request, target: '/1.5/42/info/collections?' })).toBe(false);
    expect(verifyHawkMac(key, { ...attributes, mac: '' }, request)).toBe(false);
  });
});
