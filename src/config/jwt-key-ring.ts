import { statSync } from 'node:fs';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import type { Config } from './config.ts';
import { type JwtKey, readSecrets, type Secrets, secretsFile } from './secrets.ts';

/** The keys of JWTs as this process knows them: it notices by itself when `foxden keys rotate` has changed them. */
export interface JwtKeyRing {
  /** The key that signs, with the `kid` to name it by. */
  signing(): { kid: string; key: Promise<CryptoKey> };
  /** The public key of this name; undefined when there is none, or when it was retired so long ago that it counts no more. */
  verifying(kid: string | undefined): Promise<CryptoKey> | undefined;
  /** Public halves of all keys that count, for JWKS (RFC 7517). */
  published(): JWK[];
}

// A retired key is needed until the last token that it has signed runs out, at most a day later (accounts.md §5.3).
const trustedAfterRetirement = 25 * 3_600_000;
// How often the file is looked at. A token under a key that isn't known yet makes it be looked at sooner.
const lookAgainAfter = 15_000;

/**
 * Makes the ring.
 *
 * @param secrets - As read at the start; later keys come from the secrets file.
 * @param now - Tells the time in ms.
 */
export function createJwtKeyRing(config: Config, secrets: Secrets, now: () => number): JwtKeyRing {
  const file = secretsFile(config);
  const imported = new Map<string, Promise<CryptoKey>>();
  let keys: JwtKey[] = secrets.jwtKeys;
  let changedAt = timeOf(file);
  let lookedAt = performance.now();

  function look(): void {
    lookedAt = performance.now();
    const time = timeOf(file);
    if (time === changedAt) return;
    keys = readSecrets(config)?.jwtKeys ?? keys;
    changedAt = time;
  }

  function current(): JwtKey[] {
    if (performance.now() - lookedAt > lookAgainAfter) look();
    return keys.filter((key) => key.retiredAt === undefined || now() < key.retiredAt + trustedAfterRetirement);
  }

  function importOnce(jwk: JWK): Promise<CryptoKey> {
    const name = `${jwk.kid} ${jwk.d === undefined ? 'public' : 'private'}`;
    const key = imported.get(name) ?? (importJWK(jwk, 'RS256') as Promise<CryptoKey>);
    imported.set(name, key);
    return key;
  }

  return {
    signing() {
      const jwk = current()[0]!;
      return { kid: jwk.kid!, key: importOnce(jwk) };
    },
    verifying(kid) {
      const find = () => current().find((key) => key.kid === kid);
      let jwk = find();
      if (!jwk) {
        look();
        jwk = find();
      }
      return jwk && importOnce(publicHalf(jwk));
    },
    published: () => current().map(publicHalf),
  };
}

const publicHalf = ({ kty, alg, use, kid, n, e }: JWK): JWK => ({ kty, alg, use, kid, n, e });

function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
