/** Name and password of a Basic header, or in words what is wrong with it. */
export type BasicCredentials = { name: string; password: string } | { problem: string };

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads an Authorization header (sync11.md §1.7). The password is what follows the first colon.
 *
 * @param header - Its value, if there is one.
 */
export function parseBasic(header: string | undefined): BasicCredentials {
  if (header === undefined || header === '') return { problem: 'No Authorization header was provided' };
  const [, scheme, rest] = /^(\S+) +(.*)$/s.exec(header) ?? [];
  if (scheme?.toLowerCase() !== 'basic') return { problem: 'Authorization header contains unknown protocol' };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(rest!.trim())) return { problem: 'Authorization header is badly encoded' };
  let text: string;
  try {
    text = strict.decode(Buffer.from(rest!, 'base64'));
  } catch {
    return { problem: 'Password is not utf-8 encoded' };
  }
  const colon = text.indexOf(':');
  if (colon < 0) return { problem: 'Authorization header is badly encoded' };
  const name = text.slice(0, colon);
  if (!/^[a-zA-Z0-9._-]{1,32}$/.test(name)) return { problem: 'Username contains invalid characters' };
  const password = text.slice(colon + 1);
  return password === '' ? { problem: 'User Authentication Failed' } : { name: name.toLowerCase(), password };
}

/** Writes the header that a client would send. */
export const basicHeader = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
