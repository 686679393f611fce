import type { Request } from 'express';
import type { Config } from '../config/config.ts';
import { randomHex } from '../crypto/random.ts';
import type { ServerKeys } from '../crypto/server-keys.ts';
import type { Database } from '../database/database.ts';
import { clientNetwork } from '../http/client-network.ts';
import { findKnownNetwork, saveKnownNetwork } from './store/known-networks.ts';

/** Who asks for something about an account, as limits see it. */
export interface Caller {
  /** Whoever has been signed in to the account before; all others are strangers. */
  isKnown: boolean;
  /** Names the caller among those who ask about this account. */
  key: string;
  /** The client's network. */
  network: string;
}

/** Tells the owners of accounts from strangers, before any password is checked. */
export interface Callers {
  /**
   * Tells who asks. Known are: a verified session, a browser that has signed in before (by its cookie), and a network from
   * which somebody has.
   *
   * @param session - The session that the request was made with, if any.
   */
  identify(request: Request, uid: string, session?: { uid: string; verified: boolean }): Promise<Caller>;
  /**
   * Remembers browser and network of a sign-in that lacks nothing any more.
   *
   * @param options - `cookie`: false for programs that keep none.
   */
  remember(request: Request, uid: string, options?: { cookie: boolean }): Promise<void>;
}

const day = 86_400_000;
const networkMemory = 90 * day;
const cookieMemory = 400 * day;
const cookieName = (uid: string) => `foxden_known_${uid.slice(0, 8)}`;

/** Makes it. */
export function createCallers(ctx: {
  config: Pick<Config, 'publicUrl' | 'rateLimits'>;
  db: Database;
  serverKeys: ServerKeys;
  now: () => number;
}): Callers {
  const { config, db, serverKeys, now } = ctx;
  if (!config.rateLimits) {
    return { identify: async () => ({ isKnown: true, key: '', network: '' }), remember: async () => {} };
  }
  const proof = (uid: string, nonce: string) => `known browser ${uid} ${nonce}`;
  const networkName = (uid: string, network: string) => `known network ${uid} ${network}`;

  // What was looked up for a request, so that it is noted once a day and not at every sign-in.
  const lastSeen = new WeakMap<Request, { uid: string; seenAt: number }>();

  /** The random part of the cookie that a browser got when it signed in to this account. */
  function knownBrowser(request: Request, uid: string): string | undefined {
    const pattern = new RegExp(`(?:^|;\\s*)${cookieName(uid)}=([0-9a-f]{32})\\.([0-9a-f]{64})(?:;|$)`);
    const [, nonce, mac] = pattern.exec(request.headers.cookie ?? '') ?? [];
    return nonce !== undefined && serverKeys.isMac(mac!, proof(uid, nonce)) ? nonce : undefined;
  }

  return {
    async identify(request, uid, session) {
      const network = clientNetwork(request);
      if (session?.uid === uid && session.verified) return { isKnown: true, key: 'session', network };
      const browser = knownBrowser(request, uid);
      if (browser !== undefined) return { isKnown: true, key: `browser ${browser}`, network };
      const names = serverKeys.macs(networkName(uid, network));
      const seenAt = (await findKnownNetwork(db.query, uid, names)) ?? Number.NEGATIVE_INFINITY;
      lastSeen.set(request, { uid, seenAt });
      const isKnown = now() - seenAt < networkMemory;
      return { isKnown, key: `network ${network}`, network };
    },

    async remember(request, uid, { cookie } = { cookie: true }) {
      const seen = lastSeen.get(request);
      if (seen?.uid !== uid || now() - seen.seenAt > day) {
        await saveKnownNetwork(db.query, uid, serverKeys.mac(networkName(uid, clientNetwork(request))), now());
      }
      if (!cookie || knownBrowser(request, uid) !== undefined) return;
      const nonce = randomHex(16);
      request.res!.cookie(cookieName(uid), `${nonce}.${serverKeys.mac(proof(uid, nonce))}`, {
        path: '/v1',
        maxAge: cookieMemory,
        httpOnly: true,
        sameSite: 'strict',
        secure: config.publicUrl?.startsWith('https:') ?? false,
      });
    },
  };
}
