import { type Bytes, concat, utf8 } from '../client/bytes.ts';
import { uint8, uint16, vector8 } from './structures.ts';

/** Length of a SHA-256 hash, of a secret and of a Finished MAC. */
export const hashLength = 32;

const hmacSha256 = { name: 'HMAC', hash: 'SHA-256' };

export const sha256 = async (data: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', data));

export async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, hmacSha256, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

/** Checks an HMAC in constant time. */
export async function verifyHmac(key: Bytes, mac: Bytes, data: Bytes): Promise<boolean> {
  const imported = await crypto.subtle.importKey('raw', key, hmacSha256, false, ['verify']);
  return crypto.subtle.verify('HMAC', imported, mac, data);
}

/**
 * HKDF-Expand-Label (RFC 8446 §7.1).
 *
 * @param label - Without the "tls13 " prefix.
 * @param length - Bytes to derive, at most 32: one round of HKDF-Expand is all that the channel needs.
 */
export async function expandLabel(secret: Bytes, label: string, context: Bytes, length: number): Promise<Bytes> {
  const info = concat(uint16(length), vector8(utf8(`tls13 ${label}`)), vector8(context));
  return (await hmac(secret, concat(info, uint8(1)))).slice(0, length);
}
