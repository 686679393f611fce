import { BlockList, isIP } from 'node:net';

/**
 * Parses a network.
 *
 * @param text - An address, or a network as address/prefix, IPv4 or IPv6.
 * @returns Its parts, or undefined when it is neither.
 */
export function parseNetwork(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', prefix, ...more] = text.split('/');
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (version === 0 || more.length > 0 || !(bits <= longest)) return undefined;
  return { address, prefix: bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/**
 * Makes a test for addresses: whether one is in one of the networks. An IPv4 address may come in its IPv6 form
 * (::ffff:192.0.2.1).
 *
 * @param networks - As {@link parseNetwork} accepts them; others are passed over.
 */
export function networkTest(networks: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks.map(parseNetwork)) {
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return (address) => {
    const bare = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return isIP(bare) !== 0 && list.check(bare, isIP(bare) === 4 ? 'ipv4' : 'ipv6');
  };
}

/** {@link networkTest} of one address. */
export const inNetworks = (address: string, networks: string[]): boolean => networkTest(networks)(address);
