import { existsSync, readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { RequestListener, ServerOptions } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { TlsFiles } from '../../config/tls-files.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import type { Logger } from '../../log/logger.ts';

/**
 * Makes an HTTPS server that takes each new certificate into service by itself, without touching open connections. For
 * appliances without Nginx.
 *
 * @param files - Where the supervisor puts the certificate (key and chain in one file).
 * @param options - More of Node's options; `interval`: how often to look for a new certificate, in ms.
 * @throws When there is no certificate that can be read.
 */
export function createSecureServer(
  files: TlsFiles,
  app: RequestListener,
  log: Logger,
  { interval = 5000, ...options }: ServerOptions & { interval?: number } = {},
): Server {
  const credentials = () => {
    const pem = readFileSync(files.server, 'utf8');
    return { key: pem, cert: pem };
  };
  // A peer that connects and says nothing must not hold up a worker that is leaving.
  const secure = { minVersion: 'TLSv1.2', handshakeTimeout: 10_000 } as const;
  const server = createServer({ ...options, ...credentials(), ...secure }, app);
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
