import { expect, it } from 'vitest';
import { inNetworks, parseNetwork } from './networks.ts';

it.each([
  ['192.168.1.7', ['192.168.0.0/16'], true],
  ['192.169.1.7', ['192.168.0.0/16'], false],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['10.1.2.3', ['10.1.2.3'], true],
  ['fd00::5', ['10.0.0.0/8', 'fd00::/8'], true],
  ['fe80::1', ['fd00::/8'], false],
  ['not an address', ['0.0.0.0/0'], false],
])('finds that %s in %j is %s', (address, networks, expected) => {
  expect(inNetworks(address, networks)).toBe(expected);
});

it.each(['', 'localhost', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', 'fd00::/129'])('rejects %j', (text) => {
  expect(parseNetwork(text)).toBeUndefined();
});
