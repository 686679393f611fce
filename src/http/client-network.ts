import { isIPv4 } from 'node:net';
import type { Request } from 'express';

/**
 * Names what limits count as one client: an IPv4 address, or an IPv6 network of 64 bits, of which a single person has all
 * addresses.
 *
 * @param address - Client address as Express tells it; undefined when the connection is gone.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined || address === '') return 'unknown';
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return mapped;
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/** {@link networkOf} the client that sent a request. */
export const clientNetwork = (request: Request): string => networkOf(request.ip);
