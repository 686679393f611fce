import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { bareHost } from './certificate.ts';

/** Milliseconds of a day. */
export const day = 86_400_000;

/** ECDSA on P-256: what every Firefox that can sync accepts. */
export const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes an ECDSA key pair on P-256. */
export async function createKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** Writes the private key of a pair as PKCS #8 PEM. */
export async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

/** Reads a PKCS #8 PEM private key on P-256. */
export async function readPrivateKey(pem: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), algorithm, true, ['sign']);
}

/** A positive random serial number of 16 bytes, hexadecimal (RFC 5280 section 4.1.2.2). */
export function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** The subjectAltName extension for one host name or IP address (RFC 5280 section 4.2.1.6). */
export function alternativeNames(host: string): x509.SubjectAlternativeNameExtension {
  const value = bareHost(host);
  return new x509.SubjectAlternativeNameExtension([{ type: isIP(value) ? 'ip' : 'dns', value }]);
}
