import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { bareHost } from '../certificate.ts';
import {
  algorithm,
  alternativeNames,
  createKeyPair,
  day,
  privateKeyPem,
  randomSerial,
  readPrivateKey,
} from '../x509.ts';
import { nameConstraints } from './name-constraints.ts';

/** The certificate authority of one appliance, as PEM. */
export interface Authority {
  key: string;
  certificate: string;
}

/** Apple refuses server certificates that are good for more than 398 days. */
const leafDays = 397;

/**
 * Makes an authority that can vouch for one host only, good for ten years.
 *
 * @param host - Host name or IP address of the appliance.
 * @param now - The time in ms.
 */
export async function createAuthority(host: string, now: number): Promise<Authority> {
  const keys = await createKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: [`Foxden authority for ${bareHost(host)}`.slice(0, 64)] }, { O: ['Foxden'] }],
    notBefore: new Date(now - day),
    notAfter: new Date(now + 3650 * day),
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      nameConstraints(host),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await privateKeyPem(keys), certificate: certificate.toString('pem') };
}

/**
 * Issues a server certificate for the host.
 *
 * @returns Fresh private key, and the chain without the authority itself, which browsers have.
 */
export async function issueLeaf(
  authority: Authority,
  host: string,
  now: number,
): Promise<{ key: string; chain: string }> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const keys = await createKeyPair();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    // Not the host: some clients read a common name as a host name, and then the constraints refuse an address.
    subject: [{ CN: ['Foxden server'] }],
    issuer: issuer.subjectName,
    notBefore: new Date(now - day),
    notAfter: new Date(Math.min(now + leafDays * day, issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey: await readPrivateKey(authority.key),
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      alternativeNames(host),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await privateKeyPem(keys), chain: certificate.toString('pem') };
}

/** Returns true when the authority issued the certificate and is still good itself. */
export function issuedBy(authority: Authority, chain: string, now: number): boolean {
  const own = new X509Certificate(authority.certificate);
  return own.validToDate.getTime() > now && new X509Certificate(chain).verify(own.publicKey);
}
