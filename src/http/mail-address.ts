import { domainToASCII, domainToUnicode } from 'node:url';

// The characters of a name's atoms (RFC 5322 §3.2.3), with letters of all languages (RFC 6532).
const name = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * True when a text looks like a mail address: a name of at most 64 characters and a domain, in both of which dots only
 * separate. A domain of one label is none of the Internet's, but of many homes. Quoted names and addresses in brackets, which
 * nobody has, are none.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (local.length > 64 || !name.test(local) || domain.length > 253) return false;
  return domain.split('.').every((part) => part.length <= 63 && label.test(part));
}

/**
 * The one form in which addresses are compared, here and in the allow-list: without case, composed (NFC), the domain as DNS has
 * it. Never what a password is salted with: that is the exact spelling (accounts.md §3.1).
 *
 * @param address - An address, or a domain alone.
 */
export function normalAddress(address: string): string {
  const composed = address.normalize('NFC').toLowerCase();
  const at = composed.lastIndexOf('@') + 1;
  const host = composed.slice(at);
  return composed.slice(0, at) + (domainToASCII(host) || host);
}

/**
 * How an address may have been kept: {@link normalAddress} first, and, as before there was that, in lower case only, its letters
 * composed or not, its domain in letters or as DNS has it.
 */
export function keptAddresses(address: string): string[] {
  const normal = normalAddress(address);
  const at = normal.lastIndexOf('@') + 1;
  const inLetters = normal.slice(0, at) + (domainToUnicode(normal.slice(at)) || normal.slice(at));
  const before = [normal, inLetters].flatMap((form) => [form, form.normalize('NFD')]);
  return [...new Set([...before, address.toLowerCase()])];
}

// The letters without and with a dot that turn into another alphabet's i and I.
const turkish = /[\u0130\u0131]/;

/**
 * False for an address with letters that another program takes for different ones: the Kelvin sign for a k, a long s, wide
 * letters, a dotless i; or with what can't be seen. Nobody can get an account with it, since it could pass for somebody else's.
 */
export const isPlainAddress = (address: string): boolean =>
  !turkish.test(address) &&
  !invisible.test(address) &&
  address.normalize('NFC').normalize('NFKC') === address.normalize('NFC') &&
  !hasTwin(address);

// What nothing is drawn for, such as a variation selector.
const invisible = /\p{Default_Ignorable_Code_Point}/u;

// Letters that NFC itself replaces by another one, as the Kelvin sign.
function hasTwin(address: string): boolean {
  return [...address].some((letter) => {
    const [twin = letter, ...more] = letter.normalize('NFC');
    return more.length === 0 && twin !== letter;
  });
}
