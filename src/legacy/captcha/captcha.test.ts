import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { ask, OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { startTestServer } from '../../../testing/test-server.ts';
import { createInvite } from '../../admin/invites.ts';
import { createServerKeys } from '../../crypto/server-keys.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { createLegacyCaptcha } from './captcha.ts';

/** A captcha whose words a test can read, as only the server can. */
function readable() {
  const serverKeys = createServerKeys(['a master secret of the test']);
  const spent = new Set<string>();
  const tries = new Map<string, number>();
  let clock = 0;
  const captcha = createLegacyCaptcha({
    serverKeys,
    limits: {
      async spend(_name, key) {
        const count = (tries.get(key) ?? 0) + 1;
        tries.set(key, count);
        if (count > 5) throw AccountError.tooManyRequests(60);
        return 5 - count;
      },
    },
    altcha: { challenge: async () => ({}), verify: async (answer) => answer === 'worked' },
    spendChallenge: async (id) => !spent.has(id) && Boolean(spent.add(id)),
    now: () => clock,
  });
  const wordOf = (challenge: string) => JSON.parse(serverKeys.open(challenge, 'captcha of Sync 1.1'))[0] as string;
  return { captcha, wordOf, later: (ms: number) => (clock += ms) };
}

it('a challenge can be answered again after a mistake, but only once rightly', async () => {
  const { captcha, wordOf } = readable();
  const { challenge, picture } = captcha.challenge();
  const answer = (response: string) => captcha.verify(captcha.answerOf(challenge, response));
  const word = wordOf(challenge);
  expect(picture).not.toContain(word);
  expect(await answer('wrong')).toBe(false);
  expect(await answer(` ${word.toUpperCase()} `)).toBe(true);
  expect(await answer(word)).toBe(false);
});

it('work that was done counts as an answer', async () => {
  const { captcha } = readable();
  expect(await captcha.verify(captcha.answerOf('altcha', 'worked'))).toBe(true);
  expect(await captcha.verify(captcha.answerOf('altcha', 'idle'))).toBe(false);
});

it('a challenge is good for ten minutes and five tries', async () => {
  const { captcha, wordOf, later } = readable();
  const { challenge } = captcha.challenge();
  for (let i = 0; i < 5; i++) expect(await captcha.verify(captcha.answerOf(challenge, `guess ${i}`))).toBe(false);
  await expect(captcha.verify(captcha.answerOf(challenge, wordOf(challenge)))).rejects.toThrow(AccountError);
  const other = captcha.challenge().challenge;
  later(10 * 60_000);
  expect(await captcha.verify(captcha.answerOf(other, wordOf(other)))).toBe(false);
});

it.each(['', 'v1.00000000.AAAA', '["abcdef",9e15,"id"]', 'v1.zzz', '__proto__'])(
  'no challenge is %s',
  async (challenge) => {
    const { captcha } = readable();
    expect(await captcha.verify(captcha.answerOf(challenge, 'abcdef'))).toBe(false);
    expect(await captcha.verify(undefined)).toBe(false);
  },
);

describeOnEngines('sign-up of Sync 1.1 (sync11.md §1.4, §1.6)', (engine) => {
  const secret = 'the secret of the owner';
  const serve = (env: Record<string, string>) =>
    startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', FOXDEN_LEGACY_SECRET: secret, ...env },
    });
  const frame = (url: string) => ask(url, 'GET', '/misc/1.0/captcha_html');

  it('asks for what a picture says', async () => {
    const server = await serve({ FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'altcha' });
    const joe = new OldBrowser(server.url);
    const { status, text, headers } = await frame(server.url);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).not.toContain('frame-ancestors');
    const challenge = /id="recaptcha_challenge_field"[^>]*value="([^"]+)"/.exec(text)![1]!;
    expect(text).toContain('id="recaptcha_response_field"');
    expect(text).not.toMatch(/(?:src|href)="https?:/);
    const word = JSON.parse(server.ctx.serverKeys.open(challenge, 'captcha of Sync 1.1'))[0] as string;
    const answer = (response: unknown) => joe.create({ 'captcha-challenge': challenge, 'captcha-response': response });
    expect((await joe.create()).text).toBe('2');
    expect((await joe.create({}, { 'x-weave-secret': 'wrong' })).text).toBe('2');
    expect((await joe.create({}, { 'x-weave-secret': '' })).text).toBe('2');
    for (const wrong of [null, 'wrong', 7]) expect((await answer(wrong)).text).toBe('2');
    expect((await answer(word)).text).toBe(joe.name);
    const jane = new OldBrowser(server.url);
    const again = { 'captcha-challenge': challenge, 'captcha-response': word };
    expect((await jane.create(again)).text).toBe('2');
    expect((await jane.create({}, { 'x-weave-secret': secret })).text).toBe(jane.name);
    expect((await ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`)).text).toBe('2');
    await server.stop();
  });

  it('takes the work of an engine that has modern scripts in the place of the word, once', async () => {
    const server = await serve({ FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'altcha' });
    const { text, headers } = await frame(server.url);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    const script = /<script type="module" src="(.*)">/.exec(text)![1]!;
    // As a browser loads it, with all that it imports.
    const load = async (path: string): Promise<void> => {
      const file = await ask(server.url, 'GET', path);
      expect([path, file.status, file.headers['content-type']]).toEqual([path, 200, 'text/javascript; charset=utf-8']);
      for (const [, next] of file.text.matchAll(/from '(\.[^']+)'/g))
        await load(new URL(next!, `http://x${path}`).pathname);
    };
    await load(script);
    const challenge = JSON.parse(/data-challenge="([^"]+)"/.exec(text)![1]!.replaceAll('&quot;', '"')) as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    const answer = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    const worked = { 'captcha-challenge': 'altcha', 'captcha-response': answer };
    const joe = new OldBrowser(server.url);
    const forged = { ...worked, 'captcha-response': answer.slice(0, -8) };
    expect((await joe.create(forged)).text).toBe('2');
    expect((await joe.create({ ...worked, 'captcha-challenge': 'altchA' })).text).toBe('2');
    expect((await joe.create(worked)).text).toBe(joe.name);
    expect((await new OldBrowser(server.url).create(worked)).text).toBe('2');
    await server.stop();
  });

  it('asks for an invitation in the same frame, and uses it up', async () => {
    const server = await serve({ FOXDEN_SIGNUPS: 'invite' });
    const { ctx } = server;
    expect((await frame(server.url)).text).toContain('invitation');
    const { code } = await createInvite(ctx, { uses: 1, expiresAt: null, note: '' });
    const joe = new OldBrowser(server.url);
    const using = (response: string) => ({ 'captcha-challenge': 'invite', 'captcha-response': response });
    expect((await joe.create()).text).toBe('2');
    expect((await joe.create(using('wrong'))).text).toBe('2');
    expect((await joe.create(using(code))).text).toBe(joe.name);
    expect((await new OldBrowser(server.url).create(using(code))).text).toBe('2');
    expect((await new OldBrowser(server.url).create({}, { 'x-weave-secret': secret })).status).toBe(200);
    const admin = await createInvite(ctx, { uses: 1, expiresAt: null, note: '', grantsAdmin: true });
    expect((await new OldBrowser(server.url).create(using(admin.code))).text).toBe('2');
    const rows = await ctx.db.query.selectFrom('invites').select('uses_left').where('grants_admin', '=', 1).execute();
    expect(rows).toEqual([{ uses_left: 1 }]);
    await server.stop();
  });

  it('keeps to the policy that holds for all accounts', async () => {
    const closed = await serve({ FOXDEN_SIGNUPS: 'closed' });
    expect((await frame(closed.url)).status).toBe(404);
    expect((await new OldBrowser(closed.url).create({}, { 'x-weave-secret': secret })).text).toBe('11');
    await closed.stop();
    const small = await serve({
      FOXDEN_SIGNUPS: 'open',
      FOXDEN_CAPTCHA: 'off',
      FOXDEN_MAX_USERS: '1',
      FOXDEN_ALLOW: 'example.com',
    });
    expect((await frame(small.url)).status).toBe(404);
    expect((await new OldBrowser(small.url, 'joe@elsewhere.example').create()).text).toBe('12');
    expect((await new OldBrowser(small.url).create()).status).toBe(200);
    expect((await new OldBrowser(small.url).create()).text).toBe('11');
    await small.stop();
  });
});
