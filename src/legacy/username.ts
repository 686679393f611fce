import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** Returns true when a text may be a user's name in a URL; names are compared in lower case (sync11.md §1.1). */
export const isUsername = (text: string): boolean => /^[a-zA-Z0-9._-]{1,32}$/.test(text);

/**
 * Makes a user's name of what a person types, as clients do: a name stays one, an address is hashed (sync11.md §1.1).
 */
export function usernameOf(account: string): string {
  const lower = account.trim().toLowerCase();
  return /^[a-z0-9._-]+$/.test(lower) ? lower : hashed(lower);
}

/** Every name that an address may have: clients hash it as it is, the old server turned it into ASCII first. */
export function usernamesOf(address: string): string[] {
  const lower = address.trim().toLowerCase();
  return [...new Set([usernameOf(lower), hashed(asciiAddress(lower))])];
}

const hashed = (text: string) => base32(createHash('sha1').update(text, 'utf8').digest());

/** The address with both halves as IDNA writes them. A half that can't be written so stays as it is. */
function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return address;
  return [address.slice(0, at), address.slice(at + 1)].map((half) => domainToASCII(half) || half).join('@');
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32 in lower case. 20 bytes make exactly 32 characters. */
function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return bits.replace(/.{5}/g, (five) => letters[Number.parseInt(five, 2)]!);
}

const label = '[a-z0-9\\u0080-\\uffff](?:[a-z0-9\\u0080-\\uffff-]*[a-z0-9\\u0080-\\uffff])?';
const domain = new RegExp(`^(?:${label}\\.)+(?:[a-z\\u0080-\\uffff]{2,}|xn--[a-z0-9-]+)$`, 'i');
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/**
 * True when a text is a mail address: something before the @, and behind it a domain with a dot whose last label has two
 * letters or more, or an IPv4 address (sync11.md §1.4).
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const host = text.slice(at + 1);
  if (at < 1 || text.length > 254 || /[\s@<>()[\]\\,;:"\p{Cc}]/u.test(local) || /^\.|\.\.|\.$/.test(local))
    return false;
  return domain.test(host) || ipv4.test(host);
}
