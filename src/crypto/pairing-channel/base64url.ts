import type { Bytes } from './bytes.ts';

/** Bytes as base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Bytes of a base64url text, with or without padding (Firefox pads what it sends over the channel).
 *
 * @throws {SyntaxError} When it isn't base64url.
 */
export function fromBase64url(text: string): Bytes {
  if (!/^[\w-]*={0,2}$/.test(text)) throw new SyntaxError('not base64url');
  try {
    const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(decoded, (char) => char.charCodeAt(0));
  } catch {
    throw new SyntaxError('not base64url');
  }
}
