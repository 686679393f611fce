import * as x509 from '@peculiar/x509';
import { expect, it } from 'vitest';
import { algorithm, createKeyPair } from '../x509.ts';
import { certificateId } from './renewal-info.ts';

it('names a certificate as in the example of RFC 9773 section 4.1', async () => {
  const keys = await createKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '0087654321',
    name: 'CN=Example',
    notBefore: new Date(),
    notAfter: new Date(Date.now() + 1000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.AuthorityKeyIdentifierExtension('69885b6b87464041e1b37b847ba0ae2cde01c8d4')],
  });
  expect(certificateId(certificate.toString('pem'))).toBe('aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE');
});
