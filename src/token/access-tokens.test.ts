import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { oldsync } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import {
  type AccessTokenChanges,
  issueAccessToken,
  saveAccount,
  type TestAccount,
  testAccount,
  tokenHeaders,
} from '../../testing/token/token-client.ts';

describeOnEngines('access tokens of our own accounts (sync15.md §17.1, accounts.md §5.6)', (engine) => {
  let server: TestServer;
  let account: TestAccount;
  beforeAll(async () => {
    server = await startTestServer(engine);
    account = testAccount();
    await saveAccount(server.ctx, account);
  });
  afterAll(() => server.stop());

  const exchange = async (accessToken: string) => {
    const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers: tokenHeaders(accessToken, account) });
    return `${response.status} ${((await response.json()) as { status?: string }).status ?? 'ok'}`;
  };
  const issue = (changes?: AccessTokenChanges) => issueAccessToken(server.ctx, account, changes);
  const seconds = () => Math.floor(Date.now() / 1000);

  it.each<[string, AccessTokenChanges]>([
    ['as issued', {}],
    ['with the scope among others', { claims: { scope: `profile ${oldsync}` } }],
    ['with scopes separated by commas', { claims: { scope: `profile,${oldsync}` } }],
    ['with its type spelled out', { header: { typ: 'application/at+jwt' } }],
    ['for a list of audiences', { claims: { aud: ['a', 'b'] } }],
    ['for no audience', { claims: { aud: undefined } }],
    ['without a generation', { claims: { 'fxa-generation': undefined } }],
  ])('are taken %s', async (_what, changes) => {
    expect(await exchange(await issue(changes))).toBe('200 ok');
  });

  it.each<[string, AccessTokenChanges]>([
    ['expired', { claims: { exp: Math.floor(Date.now() / 1000) - 1 } }],
    ['not yet valid', { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } }],
    ['revoked', { revoked: true }],
    ['of another type: an id token', { header: { typ: 'JWT' } }],
    ['without a type', { header: { typ: undefined } }],
    ['with an unknown key', { header: { kid: 'nobody' } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['whose subject is no account', { claims: { sub: '../../etc' } }],
    ['whose generation is no number', { claims: { 'fxa-generation': 'new' } }],
  ])('are refused when %s', async (_what, changes) => {
    expect(await exchange(await issue(changes))).toBe('401 invalid-credentials');
  });

  it('are refused when their row has run out although the token has not', async () => {
    const token = await issue();
    const rows = server.ctx.db.query.updateTable('access_tokens').set({ expires_at: Date.now() - 1 });
    await rows.where('uid', '=', account.uid).execute();
    expect(await exchange(token)).toBe('401 invalid-credentials');
  });

  it('are refused when somebody else signed or changed them', async () => {
    const { kid } = server.ctx.secrets.jwtKeys[0]!;
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { sub: account.uid, scope: oldsync, jti: 'x', exp: seconds() + 60 };
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid }).sign(privateKey);
    expect(await exchange(forged)).toBe('401 invalid-credentials');
    const [header, payload, signature] = (await issue()).split('.');
    const changed = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...changed, sub: 'f'.repeat(32) })).toString('base64url');
    expect(await exchange(`${header}.${other}.${signature}`)).toBe('401 invalid-credentials');
  });

  it('are refused under any other algorithm (RFC 8725 §2.1)', async () => {
    const { kid, n } = server.ctx.secrets.jwtKeys[0]!;
    const claims = { sub: account.uid, scope: oldsync, jti: 'x', exp: seconds() + 60 };
    const asHmac = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid });
    expect(await exchange(await asHmac.sign(Buffer.from(n!, 'base64url')))).toBe('401 invalid-credentials');
    expect(await exchange(new UnsecuredJWT(claims).encode())).toBe('401 invalid-credentials');
    const pss = await generateKeyPair('PS256');
    const asPss = new SignJWT(claims).setProtectedHeader({ alg: 'PS256', typ: 'at+jwt', kid });
    expect(await exchange(await asPss.sign(pss.privateKey))).toBe('401 invalid-credentials');
  });

  it('of a disabled or deleted account are refused', async () => {
    const token = await issue();
    const mine = server.ctx.db.query.updateTable('accounts').where('uid', '=', account.uid);
    await mine.set({ disabled_at: Date.now() }).execute();
    expect(await exchange(token)).toBe('401 invalid-credentials');
    await mine.set({ disabled_at: null }).execute();
    expect(await exchange(token)).toBe('200 ok');
    await server.ctx.db.query.deleteFrom('accounts').where('uid', '=', account.uid).execute();
    expect(await exchange(token)).toBe('401 invalid-credentials');
    await saveAccount(server.ctx, account);
  });

  it('from before the last change of password are refused as such', async () => {
    const token = await issue();
    account = { ...account, generation: account.generation + 1 };
    await saveAccount(server.ctx, account);
    expect(await exchange(token)).toBe('401 invalid-generation');
    expect(await exchange(await issue())).toBe('200 ok');
  });
});
