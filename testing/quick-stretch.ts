import { createHmac } from 'node:crypto';
import type { StretchedPassword } from '../src/crypto/verifier.ts';

/**
 * Stands in for scrypt where a test signs in often and isn't about passwords: the same password and salt give the same result,
 * others another one, at once.
 */
export async function quickStretch(authPW: string, authSalt: string, cost = 2): Promise<StretchedPassword> {
  const derive = (what: string) => createHmac('sha256', authSalt).update(`${what} ${authPW} ${cost}`).digest('hex');
  return { verifyHash: derive('verify'), wrapWrapKey: derive('wrap') };
}
