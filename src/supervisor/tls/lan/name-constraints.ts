import { isIP, isIPv4 } from 'node:net';
import * as x509 from '@peculiar/x509';
import { bareHost } from '../certificate.ts';

/**
 * Builds the critical extension that lets an authority vouch for one host (and its subdomains) only (RFC 5280 section
 * 4.2.1.10), so that whoever trusts the authority trusts it for nothing else.
 *
 * @param host - Host name or IP address.
 */
export function nameConstraints(host: string): x509.Extension {
  const bare = bareHost(host);
  const dnsName = (name: string) => der(0x82, Buffer.from(name, 'latin1'));
  const ipAddress = (address: Buffer, mask: Buffer) => der(0x87, Buffer.concat([address, mask]));
  const everyAddress = [4, 16].map((size) => ipAddress(Buffer.alloc(size), Buffer.alloc(size)));
  const permitted = isIP(bare)
    ? [ipAddress(addressBytes(bare), Buffer.alloc(isIPv4(bare) ? 4 : 16, 0xff))]
    : [dnsName(bare)];
  // A kind of name that has no permitted subtree is unconstrained, so the other kind is excluded as a whole.
  const excluded = isIP(bare) ? [dnsName(''), everyAddress[isIPv4(bare) ? 1 : 0]!] : everyAddress;
  const subtrees = (tag: number, names: Buffer[]) => der(tag, Buffer.concat(names.map((name) => der(0x30, name))));
  const value = der(0x30, Buffer.concat([subtrees(0xa0, permitted), subtrees(0xa1, excluded)]));
  return new x509.Extension('2.5.29.30', true, new Uint8Array(value));
}

function der(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const name = new x509.GeneralName('ip', address);
  return Buffer.from(name.rawData).subarray(-16);
}
