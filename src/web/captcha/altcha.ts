import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { request } from '../../client/request.ts';

/**
 * Does the work that ALTCHA asks of a browser before sign-up; a second or a few.
 *
 * @returns The answer as `account/create` takes it: base64 of JSON.
 * @throws {ApiError} When there is no challenge.
 */
export async function solveAltcha(): Promise<string> {
  const challenge = await request<Challenge>('GET', '/v1/signup/challenge');
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}
