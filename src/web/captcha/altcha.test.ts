import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterEach, expect, it, vi } from 'vitest';
import { solveAltcha } from './altcha.ts';

afterEach(() => vi.unstubAllGlobals());

it('answers the server’s challenge so that the server takes it', async () => {
  const secrets = { hmacSignatureSecret: 'a', hmacKeySignatureSecret: 'b' };
  const challenge = await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 10, counter: 7, deriveKey, ...secrets });
  vi.stubGlobal('fetch', async (path: string) => {
    expect(path).toBe('/v1/signup/challenge');
    return Response.json(challenge);
  });
  const answer = JSON.parse(atob(await solveAltcha()));
  expect((await verifySolution({ ...answer, deriveKey, ...secrets })).verified).toBe(true);
});
