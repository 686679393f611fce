import { Router } from 'express';
import type { Config } from '../../config/config.ts';
import { tlsFiles } from '../../config/tls-files.ts';

/**
 * Answers a certificate authority's HTTP-01 challenge (RFC 8555 section 8.3) with the file that the supervisor has laid
 * ready. In compose Nginx answers from the same folder.
 */
export function acmeChallengeRouter({ config }: { config: Pick<Config, 'dataDir' | 'tls'> }): Router {
  const router = Router();
  if (config.tls.mode !== 'acme') return router;
  router.get('/.well-known/acme-challenge/:token', (request, response, next) => {
    if (!/^[\w-]+$/.test(request.params.token)) return next();
    response.type('text/plain').set('Cache-Control', 'no-store');
    response.sendFile(request.params.token, { root: tlsFiles(config.dataDir).challenges }, (error) => {
      if (error && !response.headersSent) next();
    });
  });
  return router;
}
