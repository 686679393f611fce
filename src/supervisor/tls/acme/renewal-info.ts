import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { askServer, type ServerAnswer } from '../../../http/ask-server.ts';
import { retryAfterMs } from './refusal-recorder.ts';

/** When an authority would like a certificate to be renewed. Times in ms. */
export interface RenewalWindow {
  start: number;
  end: number;
  /** When to ask again. */
  askAgainAt: number;
}

const hour = 3_600_000;

/**
 * Computes the name of a certificate in renewal information (RFC 9773 section 4.1).
 *
 * @param pem - Certificate or chain, the server's own first; a private key before it is skipped.
 * @returns The identifier, or undefined for a certificate without authority key identifier.
 */
export function certificateId(pem: string): string | undefined {
  const certificate = new x509.X509Certificate(new X509Certificate(pem).raw);
  const authority = certificate.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
  if (!authority) return undefined;
  const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
  // DER writes a zero byte before a number whose first bit is set; the library leaves it out.
  const serial = /^[89a-f]/i.test(certificate.serialNumber)
    ? `00${certificate.serialNumber}`
    : certificate.serialNumber;
  return `${base64url(authority)}.${base64url(serial)}`;
}

/**
 * Asks the authority when it would like the certificate to be renewed (RFC 9773 section 4). It moves the time forward when
 * it has to revoke, and renewals at that time are exempt from its rate limits.
 *
 * @param directory - ACME directory URL.
 * @param now - The time in ms.
 * @returns Undefined when the authority doesn't say: it knows no ARI, or does not answer.
 */
export async function fetchRenewalWindow(
  directory: string,
  pem: string,
  now: number,
): Promise<RenewalWindow | undefined> {
  const id = certificateId(pem);
  try {
    const { renewalInfo } = JSON.parse((await get(directory)).text) as { renewalInfo?: string };
    if (!renewalInfo || !id) return undefined;
    const response = await get(`${renewalInfo.replace(/\/$/, '')}/${id}`);
    const { suggestedWindow } = JSON.parse(response.text) as { suggestedWindow?: { start: string; end: string } };
    const start = Date.parse(suggestedWindow?.start ?? '');
    const end = Date.parse(suggestedWindow?.end ?? '');
    if (!(start < end)) return undefined;
    const wait = Math.min(
      Math.max(retryAfterMs(response.headers.get('retry-after')) ?? 6 * hour, hour / 60),
      24 * hour,
    );
    return { start, end, askAgainAt: now + wait };
  } catch {
    return undefined;
  }
}

async function get(url: string): Promise<ServerAnswer> {
  const response = await askServer(url, { patience: 30_000 });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
