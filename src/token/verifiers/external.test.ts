import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oldsync } from '../../../testing/person.ts';
import { type FakeFxa, startFakeFxa } from '../../../testing/token/fake-fxa.ts';
import { createLogger, type LogRecord } from '../../log/logger.ts';
import { BadTokenError, VerifierUnreachableError } from '../access-token.ts';
import { externalVerifier } from './external.ts';

// A number as it stands in JSON.
const raw = (text: string) => (JSON as unknown as { rawJSON(text: string): object }).rawJSON(text);
const sub = '0123456789abcdef'.repeat(2);

describe('access tokens of another account server (sync15.md §17.1)', () => {
  let fxa: FakeFxa;
  let logs: LogRecord[];
  beforeEach(async () => {
    fxa = await startFakeFxa();
    logs = [];
  });
  afterEach(() => fxa.stop());

  const verifier = (ages = { fresh: 60_000, cooldown: 0 }, timeout = 30_000) =>
    externalVerifier({
      oauthUrl: fxa.url,
      log: createLogger((record) => logs.push(record), 'debug'),
      now: Date.now,
      ages,
      patience: { timeout, failures: 2, rest: 60_000 },
    });

  it('are verified by its keys, which are fetched once', async () => {
    const { verify } = verifier();
    const token = await fxa.sign({ sub, 'fxa-generation': 1234, scope: `profile ${oldsync}`, aud: 'x', iss: 'y' });
    const expected = { uid: sub, scope: ['profile', oldsync], generation: 1234n, clientId: '5882386c6d801776' };
    expect(await verify(token)).toEqual(expected);
    expect(await Promise.all([verify(token), verify(token)])).toEqual([expected, expected]);
    expect(fxa.requests).toEqual(['GET /v1/jwks']);
  });

  it('tell the generation exactly, up to 2^63 − 1, and not beyond', async () => {
    const { verify } = verifier();
    const most = '9223372036854775807';
    expect(await verify(await fxa.sign({ sub, 'fxa-generation': raw(most) }))).toMatchObject({
      generation: BigInt(most),
    });
    fxa.opaque.set('22'.repeat(32), { user: sub, scope: oldsync, generation: raw('9007199254740993') });
    expect(await verify('22'.repeat(32))).toMatchObject({ generation: 9_007_199_254_740_993n });
    for (const bad of ['9223372036854775808', '-1', '1.5', '"7"', 'true']) {
      await expect(verify(await fxa.sign({ sub, 'fxa-generation': raw(bad) })), bad).rejects.toThrow(BadTokenError);
    }
  });

  it('fetch the keys again for an unknown one, but not for every unknown one', async () => {
    const { verify } = verifier({ fresh: 60_000, cooldown: 0 });
    await verify(await fxa.sign({ sub }));
    await fxa.addKey();
    expect(await verify(await fxa.sign({ sub }))).toMatchObject({ uid: sub });
    expect(fxa.requests).toEqual(['GET /v1/jwks', 'GET /v1/jwks']);

    const limited = verifier({ fresh: 60_000, cooldown: 60_000 });
    await limited.verify(await fxa.sign({ sub }));
    fxa.requests.length = 0;
    await fxa.addKey(false);
    for (let i = 0; i < 3; i++) await expect(limited.verify(await fxa.sign({ sub }))).rejects.toThrow(BadTokenError);
    expect(fxa.requests).toEqual(Array(3).fill('POST /v1/verify'));
  });

  it('are verified with old keys while the server is down', async () => {
    const { verify } = verifier({ fresh: 0, cooldown: 0 });
    const token = await fxa.sign({ sub });
    await verify(token);
    for (const mood of ['ill', 'silent'] as const) {
      fxa.mood = mood;
      expect(await verify(token)).toMatchObject({ uid: sub });
    }
  });

  it('are asked about when they are no JWT or their key is unknown', async () => {
    const { verify } = verifier();
    fxa.opaque.set('00'.repeat(32), { user: sub, client_id: 'c', scope: ['profile', oldsync], generation: 99 });
    expect(await verify('00'.repeat(32))).toEqual({
      uid: sub,
      scope: ['profile', oldsync],
      generation: 99n,
      clientId: 'c',
    });
    await expect(verify('11'.repeat(32))).rejects.toThrow(BadTokenError);
    await fxa.addKey(false);
    const unknown = await fxa.sign({ sub });
    fxa.opaque.set(unknown, { user: sub, client_id: 'c', scope: oldsync });
    expect(await verify(unknown)).toMatchObject({ uid: sub, scope: [oldsync], generation: null });
  });

  it.each([
    ['expired', { claims: { exp: Math.floor(Date.now() / 1000) - 61 } }],
    ['without an end', { claims: { exp: undefined } }],
    ['without an account', { claims: { sub: undefined } }],
    ['of another type', { header: { typ: 'JWT' } }],
  ])('are refused when %s, without asking', async (_what, { claims, header }: { claims?: object; header?: object }) => {
    const { verify } = verifier();
    await expect(verify(await fxa.sign({ sub, ...claims }, header))).rejects.toThrow(BadTokenError);
    expect(fxa.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('may be a minute over their time', async () => {
    const token = await fxa.sign({ sub, exp: Math.floor(Date.now() / 1000) - 30 });
    expect(await verifier().verify(token)).toMatchObject({ uid: sub });
  });

  it('are refused when forged under the public key as HMAC secret (RFC 8725 §2.1)', async () => {
    const keys = (await (await fetch(`${fxa.url}/v1/jwks`)).json()) as { keys: { n: string; kid: string }[] };
    const { n, kid } = keys.keys[0]!;
    const claims = { sub, scope: oldsync, exp: Math.floor(Date.now() / 1000) + 60 };
    const forged = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid });
    await expect(verifier().verify(await forged.sign(Buffer.from(n, 'base64url')))).rejects.toThrow(BadTokenError);
  });

  it('say nothing when the server is unreachable, ill or silent', async () => {
    for (const mood of ['ill', 'silent'] as const) {
      fxa.mood = mood;
      await expect(verifier(undefined, 200).verify(await fxa.sign({ sub }))).rejects.toThrow(VerifierUnreachableError);
      await expect(verifier(undefined, 200).verify('22'.repeat(32))).rejects.toThrow(VerifierUnreachableError);
    }
    const token = await fxa.sign({ sub });
    const { verify } = verifier();
    await fxa.stop();
    await expect(verify(token)).rejects.toThrow(VerifierUnreachableError);
    fxa = await startFakeFxa();
  });

  it('say nothing when the server answers something that is no verification', async () => {
    for (const body of [{}, { user: 'me', scope: [] }, { user: sub }, { user: sub, scope: [1] }]) {
      fxa.opaque.set('33'.repeat(32), body);
      await expect(verifier().verify('33'.repeat(32))).rejects.toThrow(VerifierUnreachableError);
    }
  });

  it('are tried twice, and after failures in a row not at all for a while', async () => {
    fxa.mood = 'ill';
    const { verify } = verifier();
    for (let i = 0; i < 2; i++) await expect(verify('44'.repeat(32))).rejects.toThrow(VerifierUnreachableError);
    expect(fxa.requests).toEqual(Array(4).fill('POST /v1/verify'));
    fxa.mood = 'well';
    await expect(verify('44'.repeat(32))).rejects.toThrow(VerifierUnreachableError);
    expect(fxa.requests).toHaveLength(4);
    expect(logs.map((record) => record.level)).toEqual(['warn']);
    expect(JSON.stringify(logs)).not.toContain('44'.repeat(32));
  });
});
