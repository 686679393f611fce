import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Config } from '../../config/config.ts';
import { isLoopback } from '../../config/loopback.ts';
import { inNetworks } from '../../config/networks.ts';
import { sha256Hex } from '../../crypto/random.ts';

/**
 * True when a request may read the metrics: with the token, or from an allowed network. When neither is set, only
 * somebody on this machine who asks the worker itself may: behind a proxy on the same machine all the world seems local.
 */
export function mayReadMetrics(request: Request, { token, allow }: Config['metrics']): boolean {
  const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (token !== null && given !== undefined && isSame(given, token)) return true;
  const address = request.ip ?? '';
  if (allow !== null) return inNetworks(address, allow);
  if (token !== null) return false;
  // Of the connection itself: what Express tells may come from headers.
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return !cameByProxy(request) && isLoopback(peer) && isLoopback(host);
}

const cameByProxy = ({ headers }: Request) =>
  Object.keys(headers).some((name) => /^(?:x-forwarded-|forwarded$|x-real-ip$|via$)/.test(name));

// Hashes have one length and hide where two texts differ.
const isSame = (a: string, b: string) => timingSafeEqual(Buffer.from(sha256Hex(a)), Buffer.from(sha256Hex(b)));
