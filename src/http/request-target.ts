import type { IncomingMessage } from 'node:http';

const signedTargets = new WeakMap<IncomingMessage, string>();

/** The path below which this server is told to be, without a slash at its end; empty at the root of its host. */
export const basePathOf = (publicUrl: string | null): string =>
  publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

/**
 * Brings a request into the form that routes read: a path below the public URL. A request line may name the whole address
 * (RFC 9112 §3.2.2), whose host then counts instead of the Host header's; and where the public URL has a path, a proxy may pass it
 * on or take it away.
 *
 * @param basePath - From {@link basePathOf}.
 */
export function toLocalTarget(request: IncomingMessage, basePath: string): void {
  let target = request.url ?? '/';
  // Nearly every target begins with a slash.
  const absolute = target.startsWith('/') ? null : /^https?:\/\/([^/?#]*)(.*)$/i.exec(target);
  if (absolute) {
    request.headers.host = absolute[1]!.replace(/^.*@/, '');
    target = absolute[2]!.startsWith('/') ? absolute[2]! : `/${absolute[2]}`;
  }
  const isBelow = basePath !== '' && target.startsWith(basePath) && /^[/?]|^$/.test(target.slice(basePath.length));
  const local = isBelow ? target.slice(basePath.length) : target;
  request.url = local.startsWith('/') || local === '*' ? local : `/${local}`;
  if (basePath !== '' || absolute) signedTargets.set(request, isBelow ? target : basePath + target);
}

/** Path and query of a request as the client knows them: what it signs. */
export const signedTarget = (request: IncomingMessage & { originalUrl?: string }): string =>
  signedTargets.get(request) ?? request.originalUrl ?? request.url ?? '';
