import * as x509 from '@peculiar/x509';
import { alternativeNames, createKeyPair, day, privateKeyPem, randomSerial } from './x509.ts';

/**
 * Makes a certificate that vouches for itself: a TLS server can start with it, and no browser trusts it.
 *
 * @param host - Host name or IP address.
 * @returns Private key and certificate as PEM; good for ten years.
 */
export async function selfSignedCertificate(host: string): Promise<{ key: string; chain: string }> {
  const keys = await createKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: ['Foxden, no certificate yet'] }],
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 3650 * day),
    keys,
    extensions: [new x509.BasicConstraintsExtension(false, undefined, true), alternativeNames(host)],
  });
  return { key: await privateKeyPem(keys), chain: certificate.toString('pem') };
}
