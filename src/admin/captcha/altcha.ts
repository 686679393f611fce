import { type Challenge, createChallenge, randomInt, type Solution, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { hkdf } from '../../crypto/hkdf.ts';
import { sha256Hex } from '../../crypto/random.ts';
import type { Queries } from '../../database/database.ts';
import { spendChallenge } from '../store/challenges.ts';
import type { Captcha } from './captcha.ts';

// About a second of work for a laptop, a few for an old phone; a program that wants many accounts pays it for each.
const iterations = 2000;
const fewestTries = 300;
const mostTries = 1200;
const lifetime = 20 * 60_000;

/** ALTCHA: the browser proves that it has worked, and nobody else hears of it. */
export interface Altcha extends Captcha {
  /** A new challenge, for the page to solve with altcha-lib. */
  challenge(): Promise<Challenge>;
}

/**
 * Makes ALTCHA's server side. Its keys come from the master secret, so that any worker and appliance can check what another
 * has asked.
 *
 * @param options - `now` tells the time in ms.
 */
export function createAltcha(options: { masterSecret: string; db: Queries; now: () => number }): Altcha {
  const { db, now } = options;
  const secret = (name: string) => hkdf(options.masterSecret, '', `foxden/altcha/${name}`, 32).toString('hex');
  const secrets = { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('key') };
  return {
    challenge: () =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: iterations,
        counter: randomInt(mostTries, fewestTries),
        deriveKey,
        expiresAt: Math.floor((now() + lifetime) / 1000),
        ...secrets,
      }),
    async verify(answer) {
      const payload = parse(answer);
      if (!payload) return false;
      try {
        const { verified } = await verifySolution({ ...payload, deriveKey, ...secrets });
        if (!verified) return false;
      } catch {
        // The library throws at payloads that no challenge of ours could have had.
        return false;
      }
      return spendChallenge(db, sha256Hex(payload.challenge.parameters.nonce), now() + lifetime, now());
    },
  };
}

/** The answer is base64 of JSON, as ALTCHA's own widget sends it. */
function parse(answer: string | undefined): { challenge: Challenge; solution: Solution } | undefined {
  try {
    const payload = JSON.parse(Buffer.from(answer ?? '', 'base64').toString('utf8'));
    const { challenge, solution } = payload;
    return typeof challenge?.parameters === 'object' && typeof solution === 'object' ? payload : undefined;
  } catch {
    return undefined;
  }
}
