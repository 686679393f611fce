import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateFacts } from '../../control/tls-status.ts';

/**
 * Describes the first certificate of a PEM text.
 *
 * @throws {Error} When there is none or it can't be read.
 */
export function describeCertificate(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem);
  return {
    names: namesOf(certificate),
    issuer: nameOf(certificate.issuer),
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    fingerprint: certificate.fingerprint256,
    selfSigned: certificate.issuer === certificate.subject,
  };
}

/**
 * Returns true when a TLS client that asks for the host accepts the certificate's names.
 *
 * @param pem - Certificate or chain, the server's own first.
 * @param host - Host name or IP address, IPv6 with or without brackets.
 */
export function coversHost(pem: string, host: string): boolean {
  const certificate = new X509Certificate(pem);
  const bare = bareHost(host);
  return (isIP(bare) ? certificate.checkIP(bare) : certificate.checkHost(bare)) !== undefined;
}

/**
 * Returns true when the private key belongs to the certificate.
 *
 * @throws {Error} When one of them can't be read.
 */
export function keyFits(certificatePem: string, keyPem: string): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(keyPem));
}

/** Host of a URL as certificates write it: IPv6 without brackets. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}

// Organisation and name are what people know an authority by.
function nameOf(distinguished: string): string {
  const part = (key: string) => new RegExp(`^${key}=(.+)$`, 'm').exec(distinguished)?.[1];
  const [organisation, name] = [part('O'), part('CN')];
  if (organisation && name?.startsWith(organisation)) return name;
  return [organisation, name].filter(Boolean).join(', ') || distinguished.replaceAll('\n', ', ');
}

function namesOf(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter((name) => name !== '');
}
