import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Request, type Response, Router } from 'express';
import type { Config } from '../../config/config.ts';
import { tlsFiles } from '../../config/tls-files.ts';
import { pageStyle } from '../page-style.ts';
import { authorityPage } from './lan-authority-page.ts';

/**
 * Hands out the certificate of the network's own authority (FOXDEN_TLS=lan), with a page that says how each system is
 * brought to trust it. All of it also answers over plain HTTP: who has no trust yet can't come over https.
 */
export function lanAuthorityRouter({ config }: { config: Pick<Config, 'dataDir' | 'publicUrl' | 'tls'> }): Router {
  const router = Router();
  if (config.tls.mode !== 'lan' || config.publicUrl === null) return router;
  const origin = config.publicUrl;
  const style = pageStyle();

  const withCertificate =
    (render: (certificate: X509Certificate, response: Response, request: Request) => void) =>
    async (request: Request, response: Response) => {
      const pem = await readFile(tlsFiles(config.dataDir).authority).catch(() => undefined);
      response.set('Cache-Control', 'no-store');
      if (pem) render(new X509Certificate(pem), response, request);
      else {
        response.status(503).set('Retry-After', '60').type('text/plain');
        response.send('The certificate is being made. Try again in a minute.\n');
      }
    };

  router.get(
    '/ca',
    withCertificate(({ fingerprint256: fingerprint }, response, request) => {
      const wanted = request.headers['accept-language'];
      response
        .set('Vary', 'Accept-Language')
        .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
        .type('html')
        .send(authorityPage({ origin, fingerprint, style, wanted }));
    }),
  );
  router.get(
    '/ca/foxden.crt',
    withCertificate((certificate, response) => {
      response.attachment('foxden.crt').type('application/x-x509-ca-cert').send(certificate.raw);
    }),
  );
  router.get(
    '/ca/foxden.mobileconfig',
    withCertificate((certificate, response) => {
      response
        .attachment('foxden.mobileconfig')
        .type('application/x-apple-aspen-config')
        .send(configurationProfile(new URL(origin).hostname, certificate.raw));
    }),
  );
  return router;
}

/** Apple's configuration profile with one root certificate. Its identifiers follow from the certificate. */
function configurationProfile(host: string, certificate: Buffer): string {
  const hex = createHash('sha256').update(certificate).digest('hex');
  const uuid = (offset: number) =>
    hex
      .slice(offset, offset + 32)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      .toUpperCase();
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>foxden.${uuid(0)}</string>
  <key>PayloadUUID</key><string>${uuid(0)}</string>
  <key>PayloadDisplayName</key><string>Foxden authority for ${host}</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>foxden.${uuid(32)}</string>
      <key>PayloadUUID</key><string>${uuid(32)}</string>
      <key>PayloadDisplayName</key><string>Foxden authority for ${host}</string>
      <key>PayloadContent</key><data>${certificate.toString('base64')}</data>
    </dict>
  </array>
</dict>
</plist>
`;
}
