import type { Config } from '../config/config.ts';
import type { JwtKeyRing } from '../config/jwt-key-ring.ts';
import type { Database, Queries } from '../database/database.ts';
import type { AuthContext } from '../identity/session-auth.ts';
import type { Logger } from '../log/logger.ts';

/** What the OAuth server needs of the sessions that accounts keeps. */
export interface SessionService {
  /** Throws AccountError when the account has too many that are in use. */
  createSession(
    tx: Queries,
    session: {
      uid: string;
      now: number;
      authAt: number;
      verified: boolean;
      verificationMethod: string | null;
      userAgent: string;
    },
  ): Promise<{ sessionToken: string; sessionIdHash: string }>;
  /** Keeps a session from ending until the transaction does; false when it has ended. */
  holdSession(tx: Queries, sessionIdHash: string, now: number): Promise<boolean>;
  /** The same for a refresh token. */
  holdRefreshToken(tx: Queries, tokenHash: string, now: number): Promise<boolean>;
  /** Forgets refresh tokens that are not used, when there are too many; throws AccountError when all are. */
  makeRoomForRefreshToken(tx: Queries, uid: string): Promise<void>;
  destroyRefreshToken(tx: Queries, tokenHash: string): Promise<boolean>;
  moveDevice(tx: Queries, fromTokenHash: string, toTokenHash: string): Promise<boolean>;
}

/** Everything that the OAuth server works with. */
export interface OAuthContext extends AuthContext {
  config: Pick<Config, 'publicUrl'>;
  jwtKeys: JwtKeyRing;
  db: Database;
  sessions: SessionService;
  log: Logger;
  now: () => number;
}
