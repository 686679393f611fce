import { normalAddress } from '../../http/mail-address.ts';

/**
 * True when the allow-list (FOXDEN_ALLOW) has a mail address, by itself or by its domain. An empty list has everybody.
 *
 * @param allow - Addresses (`a@example.org`) and domains (`example.org` or `@example.org`), compared in their normal form.
 */
export function isAllowed(allow: readonly string[], email: string): boolean {
  if (allow.length === 0) return true;
  const address = normalAddress(email);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return allow.some((entry) => {
    const wanted = normalAddress(entry.replace(/^@/, ''));
    return wanted === address || wanted === domain;
  });
}
