import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { ask, OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { quickStretch } from '../../../testing/quick-stretch.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { hkdf } from '../../crypto/hkdf.ts';
import { removeUser } from '../account/remove-user.ts';

// What a browser makes of a password that it has encoded already.
const encodeAgain = (password: string) => Buffer.from(password, 'utf8').toString('latin1');

describeOnEngines('passwords of Sync 1.1 (sync11.md §1.7)', (engine) => {
  let server: TestServer;
  let clock = 0;
  let stretched = 0;
  beforeEach(async () => {
    clock = 0;
    server = await startTestServer(engine, {
      env: { FOXDEN_TRUSTED_PROXIES: 'loopback' },
      overrides: {
        now: () => Date.now() + clock,
        stretch: (authPW, authSalt) => {
          stretched++;
          return quickStretch(authPW, authSalt);
        },
      },
    });
  });
  afterEach(() => server.stop());

  const person = (password?: string) => new OldBrowser(server.url, undefined, password).signUp();
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const status = async (joe: OldBrowser, password = joe.password, headers = {}) =>
    (await joe.sync('GET', '/info/collections', undefined, { auth: { name: joe.name, password }, headers })).status;
  /** Runs something and tells how many passwords were stretched. */
  const counted = async (work: () => Promise<unknown>) => {
    const before = stretched;
    await work();
    return stretched - before;
  };

  it('may hold anything', async () => {
    const plain = 'abcdefgh';
    for (const sign of [':', '!', '@', '=', ' ', '\t', '\n', 'α', '☃', 'ä', '🐴']) {
      for (const password of [sign + plain, plain.slice(0, 4) + sign + plain.slice(4), plain + sign]) {
        server.ctx.limits.spend = async () => 1;
        const joe = await person(password);
        expect([password, await status(joe)]).toEqual([password, 200]);
        expect([password, await status(joe, plain)]).toEqual([password, 401]);
      }
    }
  });

  it('are understood when a browser has encoded them once or twice more', async () => {
    const joe = await person('Füchsin im Gebüsch');
    const once = encodeAgain(joe.password);
    expect(once).not.toBe(joe.password);
    expect(await status(joe, once)).toBe(200);
    expect(await status(joe, encodeAgain(once))).toBe(200);
    expect(await status(joe, encodeAgain(encodeAgain(once)))).toBe(401);
    const jane = await person(once);
    expect(await status(jane)).toBe(200);
  });

  it('come in a Basic header, and in nothing else', async () => {
    const joe = await person('long enough');
    const header = (text: string | Buffer, scheme = 'Basic') => `${scheme} ${Buffer.from(text).toString('base64')}`;
    const get = (authorization?: string) =>
      ask(server.url, 'GET', `/1.1/${joe.name}/info/collections`, {
        headers: authorization === undefined ? {} : { authorization },
      });
    for (const good of [header(`${joe.name}:long enough`), header(`${joe.name.toUpperCase()}:long enough`, 'basic')]) {
      expect([good, (await get(good)).status]).toEqual([good, 200]);
    }
    const bad = [
      undefined,
      '',
      'Basic',
      'Basic ',
      'Basic !!!',
      header('nocolon'),
      header(''),
      header(`${joe.name}:`),
      header(`${joe.mail}:long enough`),
      header(`other:long enough`),
      header(Buffer.from(`${joe.name}:f\xfcchsin`, 'latin1')),
      header(`${joe.name}:long enough`, 'Bearer'),
      `Basic${Buffer.from(`${joe.name}:long enough`).toString('base64')}`,
      'Hawk id="x"',
    ];
    for (const each of bad) {
      const answer = await get(each);
      expect([each, answer.status, answer.headers['www-authenticate']]).toEqual([each, 401, 'Basic realm="Sync"']);
      expect(answer.headers['x-weave-timestamp']).toMatch(/^\d+\.\d\d$/);
    }
    const reasons = server.logs.filter(({ message }) => message === 'AuthFail').map(({ fields }) => fields.reason);
    expect(new Set(reasons)).toEqual(
      new Set([
        'No Authorization header was provided',
        'Authorization header contains unknown protocol',
        'Authorization header is badly encoded',
        'Password is not utf-8 encoded',
        'Username contains invalid characters',
        'Username Does Not Match URL',
      ]),
    );
  });

  it('are stretched once for some minutes, also when many requests come at once', async () => {
    const joe = await person();
    expect(await counted(() => Promise.all(Array.from({ length: 20 }, () => status(joe))))).toBe(1);
    server.statements.length = 0;
    expect(await counted(() => status(joe))).toBe(0);
    // On SQLite the stamps themselves are known too, while nobody writes.
    expect(server.statements.length).toBeLessThanOrEqual(1);
    clock += 11 * 60_000;
    expect(await counted(() => status(joe))).toBe(1);
    const { uid } = await server.ctx.db.query.selectFrom('legacy_users').selectAll().executeTakeFirstOrThrow();
    expect(uid).toBeGreaterThanOrEqual(10_000_000_000);
  });

  it('are stretched anew, at the first sign-in, where an older server or Foxden had stretched them', async () => {
    const joe = await person('long enough');
    const salted = createHash('sha1').update('long enoughsaltsalt').digest();
    const salt = '5a'.repeat(32);
    const bytes = hkdf('long enough', '', 'foxden/legacy/password', 32).toString('hex');
    const verifiers = [
      `{SSHA}${Buffer.concat([salted, Buffer.from('saltsalt')]).toString('base64')}`,
      `{FOXDEN-1}${salt}$${(await quickStretch(bytes, salt)).verifyHash}`,
    ];
    const { query } = server.ctx.db;
    const stored = async () => (await query.selectFrom('legacy_users').select('verifier').executeTakeFirst())!.verifier;
    for (const verifier of verifiers) {
      await query.updateTable('legacy_users').set({ verifier }).execute();
      clock += 11 * 60_000;
      expect(await status(joe, 'wrong')).toBe(401);
      expect(await stored()).toBe(verifier);
      expect(await status(joe)).toBe(200);
      expect(await stored()).toMatch(/^\{FOXDEN-2\}/);
      clock += 11 * 60_000;
      expect(await status(joe)).toBe(200);
    }
  });

  it('count for nothing any more after a change, a lock and a deletion', async () => {
    const joe = await person();
    const [old, next] = [joe.password, 'quite another one'];
    expect([await status(joe, old), await status(joe, next)]).toEqual([200, 401]);
    expect((await joe.user('POST', '/password', { body: next })).status).toBe(200);
    expect([await status(joe, old), await status(joe, next)]).toEqual([401, 200]);
    joe.password = next;
    const { ctx } = server;
    const { uid } = await ctx.db.query.selectFrom('legacy_users').select('uid').executeTakeFirstOrThrow();
    await removeUser(ctx, uid);
    expect(await status(joe)).toBe(401);
  });

  it('are guessed a few times only, and a wrong one that comes again is neither stretched nor counted', async () => {
    const joe = await person();
    const stranger = from('198.51.100.7').headers;
    const owner = from('203.0.113.5').headers;
    expect(await status(joe, joe.password, owner)).toBe(200);
    expect(
      await counted(async () => {
        for (let i = 0; i < 30; i++) expect(await status(joe, 'the former one', stranger)).toBe(401);
      }),
    ).toBe(1);
    const answers: number[] = [];
    expect(
      await counted(async () => {
        for (let i = 0; i < 30; i++) answers.push(await status(joe, `guess ${i}`, stranger));
      }),
    ).toBe(9);
    expect(answers).toEqual([...Array(9).fill(401), ...Array(21).fill(503)]);
    const refused = await joe.sync('GET', '/info/collections', undefined, {
      auth: { name: joe.name, password: 'one more' },
      headers: stranger,
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    // The owner's device goes on, also when its password has to be looked at anew.
    expect(await status(joe, joe.password, owner)).toBe(200);
    clock += 11 * 60_000;
    expect(await status(joe, joe.password, owner)).toBe(200);
    // All at once are no more than one after the other.
    expect(
      await counted(() =>
        Promise.all(Array.from({ length: 30 }, (_, i) => status(joe, `burst ${i}`, from('198.51.100.9').headers))),
      ),
    ).toBe(10);
  });

  it('of nobody are never stretched', async () => {
    const nobody = new OldBrowser(server.url);
    expect(
      await counted(async () => {
        for (let i = 0; i < 80; i++) expect([401, 503]).toContain(await status(nobody, `guess ${i}`));
      }),
    ).toBe(0);
    expect(await status(nobody, 'one more')).toBe(503);
  });
});
