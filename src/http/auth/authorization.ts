import { type HawkAttributes, parseHawkAttributes } from '../../crypto/hawk.ts';

/** A parsed Authorization header. `malformed` has a scheme we know but nothing usable behind it. */
export type Authorization =
  | { scheme: 'none' }
  | { scheme: 'hawk'; attributes: HawkAttributes }
  | { scheme: 'bearer'; token: string }
  | { scheme: 'basic'; credentials: string }
  | { scheme: 'malformed' }
  | { scheme: 'unsupported' };

/**
 * Parses an Authorization header. Scheme names compare without case (RFC 9110 §11.1).
 *
 * @param header - The header's value, if there is one.
 */
export function parseAuthorization(header: string | undefined): Authorization {
  if (header === undefined || header === '') return { scheme: 'none' };
  const space = header.indexOf(' ');
  const word = space < 0 ? header : header.slice(0, space);
  const scheme = word === 'Hawk' ? 'hawk' : word.toLowerCase();
  const rest = space < 0 ? '' : header.slice(space + 1).trim();
  if (scheme === 'hawk') {
    const attributes = parseHawkAttributes(rest);
    return attributes ? { scheme, attributes } : { scheme: 'malformed' };
  }
  if (scheme === 'bearer') return rest !== '' ? { scheme, token: rest } : { scheme: 'malformed' };
  if (scheme === 'basic') return { scheme, credentials: rest };
  return { scheme: 'unsupported' };
}
