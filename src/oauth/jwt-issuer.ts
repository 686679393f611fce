import { createHash } from 'node:crypto';
import { type CryptoKey, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
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

/** What an id token says (OpenID Connect Core §2). `authAt` in ms. */
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
  /** Public halves of all keys, for JWKS. */
  publicKeys(): JWK[];
}

/**
 * Makes the issuer.
 *
 * @param issuer - The public URL: `iss` of every token.
 * @param keys - Tells the private RS256 keys with `kid`, the signing one first; asked each time, since keys are rotated.
 * @param now - Tells the time in ms.
 */
export function createJwtIssuer(issuer: string, keys: () => readonly JWK[], now: () => number): JwtIssuer {
  const importKey = keyImporter();
  const seconds = () => Math.floor(now() / 1000);

  async function sign(type: string, ttl: number, payload: JWTPayload): Promise<string> {
    const jwk = keys()[0]!;
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: type, kid: jwk.kid })
      .setIssuer(issuer)
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + ttl)
      .sign(await importKey(jwk));
  }

  async function open(token: string, options: { typ: string; audience?: string; clockTolerance?: number }) {
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid }) => {
          const jwk = keys().find((key) => key.kid === kid);
          if (!jwk) throw new Error('no such key');
          return importKey(publicHalf(jwk));
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
    publicKeys: () => keys().map(publicHalf),
  };
}

function publicHalf({ kty, alg, use, kid, n, e, 'fxa-createdAt': createdAt }: JWK & { 'fxa-createdAt'?: number }): JWK {
  return { kty, alg, use, kid, n, e, ...(createdAt === undefined ? {} : { 'fxa-createdAt': createdAt }) };
}

function keyImporter(): (jwk: JWK) => Promise<CryptoKey> {
  const imported = new Map<string, Promise<CryptoKey>>();
  return (jwk) => {
    const name = `${jwk.kid} ${jwk.d ? 'private' : 'public'}`;
    let key = imported.get(name);
    if (!key) {
      key = importJWK(jwk, 'RS256') as Promise<CryptoKey>;
      imported.set(name, key);
    }
    return key;
  };
}
