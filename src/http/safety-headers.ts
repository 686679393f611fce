import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import { isLoopback } from '../config/loopback.ts';
import { decideHeader } from './answer-headers.ts';

const twoYears = 63_072_000;

/**
 * Headers of every answer: browsers guess no types, and keep to https where that is safe to say. Other routers say how long an
 * answer may be kept.
 */
export function safetyHeaders(config: Pick<Config, 'publicUrl' | 'tls'>): RequestHandler {
  const hsts = mayDemandHttps(config) ? `max-age=${twoYears}` : null;
  return (_request, response, next) => {
    decideHeader(response, 'X-Content-Type-Options', 'nosniff');
    if (hsts !== null) decideHeader(response, 'Strict-Transport-Security', hsts);
    next();
  };
}

/**
 * True when browsers may be told to use only https for this name. It holds for every port of the name and can't be taken
 * back, so: not where the name has other ports for other things, not with an authority of a home's own, which may be lost, and
 * never for names below this one. With acme it depends on the certificate, and whoever speaks TLS says it.
 */
export function mayDemandHttps({ publicUrl, tls }: Pick<Config, 'publicUrl' | 'tls'>): boolean {
  if (publicUrl === null || (tls.mode !== 'proxy' && tls.mode !== 'files')) return false;
  const { protocol, port, hostname } = new URL(publicUrl);
  return protocol === 'https:' && port === '' && !isLoopback(hostname) && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}
