import { isIP } from 'node:net';
import { networkTest, parseNetwork } from './networks.ts';

/** Words for networks, as Express has them. */
const words = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/** Returns true when FOXDEN_TRUSTED_PROXIES may have such an item; a network of all addresses is none. */
export const isProxyItem = (item: string): boolean => words.has(item) || (parseNetwork(item)?.prefix ?? 0) > 0;

/**
 * Says whose X-Forwarded-* headers count. A single address is a proxy's wherever it stands in the chain. In a network there may
 * be clients, too, so there only the nearest hop counts as a proxy: what it says of the next one is true, and whatever that
 * one claims is not asked. Otherwise a client in the network, or behind Docker's address translation, would pick its address.
 *
 * @param items - Of FOXDEN_TRUSTED_PROXIES.
 * @returns A test of an address and its distance; 0 is the nearest. A connection that has ended has no address any more, and
 *   who is asked about it then must get an answer.
 */
export function trustedProxies(items: string[]): (address: string | undefined, hop: number) => boolean {
  const nearest = networkTest(items.flatMap((item) => words.get(item) ?? [item]));
  const anywhere = networkTest(items.filter((item) => isIP(item) !== 0));
  return (address, hop) => address !== undefined && (hop === 0 ? nearest(address) : anywhere(address));
}
