import { existsSync, readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { TlsFiles } from '../../config/tls-files.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import type { Logger } from '../../log/logger.ts';
import { wantsWebSocket } from '../../pairing/upgrade-proxy.ts';

/**
 * Makes an HTTPS server that takes each new certificate into service by itself, without touching open connections. For
 * appliances without Nginx.
 *
 * @param files - Where the supervisor puts the certificate (key and chain in one file).
 * @param interval - How often to look for a new one, in ms.
 * @throws When there is no certificate that can be read.
 */
export function createSecureServer(files: TlsFiles, app: RequestListener, log: Logger, interval = 5000): Server {
  const credentials = () => {
    const pem = readFileSync(files.server, 'utf8');
    return { key: pem, cert: pem };
  };
  // A peer that connects and says nothing must not hold up a worker that is leaving.
  const options = { minVersion: 'TLSv1.2', handshakeTimeout: 10_000, shouldUpgradeCallback: wantsWebSocket } as const;
  const server = createServer({ ...credentials(), ...options }, app);
  let hsts = existsSync(files.hsts);
  server.prependListener('request', (_request, response) => {
    if (hsts) response.setHeader('Strict-Transport-Security', 'max-age=63072000');
  });

  const reload = () => {
    hsts = existsSync(files.hsts);
    try {
      server.setSecureContext(credentials());
    } catch (error) {
      log.error('the new certificate can not be used; the old one stays in service', failureFields(error));
    }
  };
  const watched = [files.server, files.hsts];
  for (const file of watched) watchFile(file, { interval, persistent: false }, reload);
  server.on('close', () => {
    for (const file of watched) unwatchFile(file, reload);
  });
  return server;
}
