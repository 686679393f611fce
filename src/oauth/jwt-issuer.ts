import { createHash } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { JwtKeyRing } from '../config/jwt-key-ring.ts';
import { lifetimes } from './lifetimes.ts';

/** What an access token says (accounts.md §5.6). Times in ms, `ttl` in seconds. */
export interface AccessClaims {
  uid: string;
  clientId: string;
  scope: readonly string[];
  audience: string;
  jti: string;
  generation: number;
  profileChangedAt: number;
  ttl: number;
}

/** What an id token says (OpenID Connect Core accounts.md §2). `authAt` in ms. */
export interface IdClaims {
  uid: string;
  clientId: string;
  authAt: number;
  amr: string[];
  /** Named only when the client may know it. */
  email?: string;
  accessToken: string;
}

/** Signs and checks Foxden's JWTs. */
export interface JwtIssuer {
  accessToken(claims: AccessClaims): Promise<string>;
  idToken(claims: IdClaims): Promise<string>;
  /**
   * Checks signature and type of an access token.
   *
   * @param options - `expired`: also accept one that has run out.
   * @returns The jti, or undefined when the token isn't one of ours.
   */
  openAccessToken(token: string, options?: { expired?: boolean }): Promise<string | undefined>;
  /**
   * Checks an id token for one client.
   *
   * @param graceSeconds - How long ago it may have run out.
   * @returns Its claims, or undefined.
   */
  openIdToken(token: string, clientId: string, graceSeconds: number): Promise<JWTPayload | undefined>;
}

/**
 * Makes the issuer.
 *
 * @param issuer - The public URL: `iss` of every token.
 * @param now - Tells the time in ms.
 */
export function createJwtIssuer(issuer: string, keys: JwtKeyRing, now: () => number): JwtIssuer {
  const seconds = () => Math.floor(now() / 1000);

  async function sign(type: string, ttl: number, payload: JWTPayload): Promise<string> {
    const { kid, key } = keys.signing();
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: type, kid })
      .setIssuer(issuer)
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + ttl)
      .sign(await key);
  }

  async function open(token: string, options: { typ: string; audience?: string; clockTolerance?: number }) {
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid }) => {
          const key = keys.verifying(kid);
          if (!key) throw new Error('no such key');
          return key;
        },
        { ...options, issuer, algorithms: ['RS256'], currentDate: new Date(now()) },
      );
      return payload;
    } catch {
      return undefined;
    }
  }

  return {
    accessToken: (claims) =>
      sign('at+JWT', claims.ttl, {
        aud: claims.audience,
        client_id: claims.clientId,
        sub: claims.uid,
        scope: claims.scope.join(' '),
        jti: claims.jti,
        'fxa-generation': claims.generation,
        'fxa-profileChangedAt': claims.profileChangedAt,
      }),
    idToken: (claims) =>
      sign('JWT', lifetimes.idToken, {
        aud: claims.clientId,
        sub: claims.uid,
        auth_time: Math.floor(claims.authAt / 1000),
        amr: claims.amr,
        at_hash: createHash('sha256').update(claims.accessToken).digest().subarray(0, 16).toString('base64url'),
        ...(claims.email === undefined ? {} : { email: claims.email }),
      }),
    async openAccessToken(token, { expired = false } = {}) {
      const payload = await open(token, { typ: 'at+JWT', clockTolerance: expired ? lifetimes.longestAccessToken : 0 });
      return payload?.jti;
    },
    openIdToken: (token, clientId, graceSeconds) =>
      open(token, { typ: 'JWT', audience: clientId, clockTolerance: graceSeconds }),
  };
}
