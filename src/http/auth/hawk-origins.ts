import type { Request } from 'express';
import type { HawkRequest } from '../../crypto/hawk.ts';

/**
 * Lists what a client may have taken as this request's host and port when it computed its Hawk MAC, likeliest first
 * (sync15.md §8.2): the configured public URL, then the Host header with its own or both default ports. Trying them spares
 * people behind proxies the most common failure of self-hosting; each one costs an HMAC.
 *
 * @param publicUrl - Origin from the configuration, or null.
 */
export function* hawkRequests(request: Request, publicUrl: string | null): Generator<HawkRequest> {
  const base = { method: request.method, target: request.originalUrl };
  const seen = new Set<string>();
  for (const { host, port } of candidates(request, publicUrl)) {
    const key = `${host}:${port}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { ...base, host, port };
  }
}

function* candidates(request: Request, publicUrl: string | null): Generator<{ host: string; port: number }> {
  if (publicUrl !== null) {
    const { hostname, port, protocol } = new URL(publicUrl);
    yield { host: hostname, port: port === '' ? defaultPort(protocol) : Number(port) };
  }
  const match = /^(\[[^\]]*\]|[^:]+)(?::(\d{1,5}))?$/.exec(request.headers.host ?? '');
  if (!match) return;
  const host = match[1]!.toLowerCase();
  if (match[2] !== undefined) yield { host, port: Number(match[2]) };
  else for (const port of [443, 80]) yield { host, port };
}

const defaultPort = (protocol: string): number => (protocol === 'https:' ? 443 : 80);
