import type { Request } from 'express';
import type { HawkRequest } from '../../crypto/hawk.ts';
import { signedTarget } from '../request-target.ts';

/**
 * Tries what a client may have taken as this request's host and port when it computed its Hawk MAC, likeliest first
 * (sync15.md §8.2): the configured public URL, then the Host header with its own or both default ports. Trying them spares
 * people behind proxies the most common failure of self-hosting; each one costs an HMAC, so the first that fits ends it.
 *
 * @param publicUrl - Origin from the configuration, or null.
 * @param fits - Checks the MAC of one of them.
 * @returns True when one has fitted.
 */
export function someHawkRequest(
  request: Request,
  publicUrl: string | null,
  fits: (signed: HawkRequest) => boolean,
): boolean {
  const { method } = request;
  const target = signedTarget(request);
  const fitsFrom = ({ forms, port }: Origin) => forms.some((host) => fits({ method, target, host, port }));
  const configured = publicUrl === null ? undefined : originOf(publicUrl);
  if (configured && fitsFrom(configured)) return true;
  return originsOfHost(request.headers.host)
    .filter(({ host, port }) => host !== configured?.host || port !== configured.port)
    .some(fitsFrom);
}

// Of an IPv6 address Firefox signs what is inside the brackets; Mozilla's Rust components, Python and JavaScript keep them.
const formsOf = (host: string): string[] => (host.startsWith('[') ? [host.slice(1, -1), host] : [host]);

interface Origin {
  host: string;
  /** What clients may have signed as the host. */
  forms: string[];
  port: number;
}

// A process has one public URL; reading it takes as long as checking a MAC.
const known = new Map<string, Origin>();

function originOf(publicUrl: string): Origin {
  let origin = known.get(publicUrl);
  if (!origin) {
    const { hostname, port, protocol } = new URL(publicUrl);
    origin = { host: hostname, forms: formsOf(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
    known.set(publicUrl, origin);
  }
  return origin;
}

function originsOfHost(header = ''): Origin[] {
  const match = /^(\[[^\]]*\]|[^:]+)(?::(\d{1,5}))?$/.exec(header);
  if (!match) return [];
  const host = match[1]!.toLowerCase();
  const forms = formsOf(host);
  return (match[2] === undefined ? [443, 80] : [Number(match[2])]).map((port) => ({ host, forms, port }));
}
