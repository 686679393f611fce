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
