import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../pairing/upgrade-proxy.ts';
import { isProxyItem, trustedProxies } from './trusted-proxies.ts';

describe('who the client is', () => {
  const asCompose = trustedProxies(['loopback', 'linklocal', 'uniquelocal']);
  const ask = (remoteAddress: string, forwarded: string, trust = asCompose) =>
    clientAddress(
      { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as never as IncomingMessage,
      trust,
    );

  it('is what the nearest proxy saw, also when that is in a trusted network and claims to be another', () => {
    expect(ask('172.18.0.2', '203.0.113.9')).toBe('203.0.113.9');
    expect(ask('::ffff:172.18.0.2', '203.0.113.9, 192.168.1.5')).toBe('192.168.1.5');
    expect(ask('127.0.0.1', '1.1.1.1, 2.2.2.2, 172.18.0.1')).toBe('172.18.0.1');
  });

  it('is nobody that a stranger names', () => {
    expect(ask('203.0.113.9', '127.0.0.1')).toBe('203.0.113.9');
    expect(ask('203.0.113.9', '127.0.0.1', trustedProxies([]))).toBe('203.0.113.9');
  });

  it('is behind every proxy that was named by its address', () => {
    const named = trustedProxies(['10.0.0.0/8', '192.0.2.80']);
    expect(ask('10.0.0.1', '1.1.1.1, 203.0.113.9, 192.0.2.80', named)).toBe('203.0.113.9');
    expect(ask('10.0.0.1', '1.1.1.1, 10.0.0.7, 192.0.2.80', named)).toBe('10.0.0.7');
  });

  it('is nobody once the connection has ended, which is no error', () => {
    expect(asCompose(undefined, 0)).toBe(false);
  });

  it('is told by addresses, networks and three words', () => {
    for (const item of ['loopback', 'linklocal', 'uniquelocal', '10.0.0.0/8', '::1', 'fd00::/8']) {
      expect(isProxyItem(item)).toBe(true);
    }
    for (const item of ['constructor', 'nginx', '10.0.0.0/33', '0.0.0.0/0', 'true', '1'])
      expect(isProxyItem(item)).toBe(false);
  });
});
