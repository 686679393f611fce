import { createHash } from 'node:crypto';
import { equalText } from '../crypto/hawk.ts';

/**
 * Checks a PKCE verifier, method S256 (RFC 7636 §4.6).
 *
 * @param verifier - What the client sends with the code.
 * @param challenge - What it sent when it asked for the code: base64url of the verifier's SHA-256.
 */
export function matchesChallenge(verifier: string, challenge: string): boolean {
  return equalText(createHash('sha256').update(verifier, 'ascii').digest('base64url'), challenge);
}
