import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { ask, OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

describeOnEngines('the user API of Sync 1.1 (sync11.md §6.1)', (engine) => {
  let server: TestServer;
  let mails: MailServer;
  const browser = (mail?: string, password?: string) => new OldBrowser(server.url, mail, password);
  beforeAll(async () => {
    mails = await startMailServer();
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', FOXDEN_SMTP_URL: mails.url },
    });
  });
  afterAll(async () => {
    await server.stop();
    await mails.stop();
  });

  it('tells by one byte whether a name is taken', async () => {
    const joe = browser();
    const exists = async () => (await ask(server.url, 'GET', `/user/1.0/${joe.name.toUpperCase()}`)).text;
    expect(await exists()).toBe('0');
    await joe.signUp();
    expect(await exists()).toBe('1');
    expect((await joe.user('DELETE')).text).toBe('1');
    expect(await exists()).toBe('0');
  });

  it('refuses a bad account by the old numbers, in the old order', async () => {
    const joe = browser();
    const refused = async (changes: Record<string, unknown>) => {
      const answer = await joe.create(changes);
      expect(answer.headers['content-type']).toMatch('application/json');
      expect(answer.headers['x-weave-timestamp']).toMatch(/^\d+\.\d\d$/);
      return [answer.status, answer.text];
    };
    const put = (body: string) => ask(server.url, 'PUT', `/user/1.0/${joe.name}`, { body });
    for (const body of ['', 'no json', '[1]', '7', 'null', '"text"', '{"email":']) {
      expect([body, (await put(body)).text]).toEqual([body, '6']);
    }
    expect((await ask(server.url, 'PUT', `/user/1.0/${joe.name}`, { body: Buffer.from([0x7b, 0xff]) })).text).toBe('6');
    expect(await refused({ email: undefined, password: undefined })).toEqual([400, '12']);
    expect(await refused({ email: 'tarek@moz' })).toEqual([400, '12']);
    expect(await refused({ email: 7 })).toEqual([400, '12']);
    expect(await refused({ email: 'somebody@example.com', password: '' })).toEqual([400, '15']);
    expect(await refused({ password: undefined })).toEqual([400, '7']);
    expect(await refused({ password: 'short' })).toEqual([400, '9']);
    expect(await refused({ password: 'Password123' })).toEqual([400, '9']);
    expect(await refused({ password: joe.name.toUpperCase() })).toEqual([400, '9']);
    expect((await joe.create()).text).toBe(joe.name);
    expect(await refused({ password: 'another password', email: 'nonsense' })).toEqual([400, '4']);
    expect((await joe.sync('GET', '/info/collections')).status).toBe(200);
  });

  it('takes both names of an address beyond ASCII, and blanks around one', async () => {
    const [asClient, asServer] = ['e7erlex7nbimfchyppfcmiucp764njze', 'ym3nccfhvptfrhn7nkhhyvzgf2yl7r5y'];
    for (const name of [asClient, asServer]) {
      const body = JSON.stringify({ password: 'long enough', email: ' Françios@valid.test ' });
      expect((await ask(server.url, 'PUT', `/user/1/${name}`, { body })).text).toBe(name);
    }
  });

  it('tells where the storage is', async () => {
    const joe = await browser().signUp();
    const node = await ask(server.url, 'GET', `/user/1.0/${joe.name}/node/weave`);
    expect([node.status, node.text]).toEqual([200, `${server.url}/`]);
    expect((await ask(server.url, 'GET', '/user/1.0/nobody/node/weave')).status).toBe(404);
  });

  it('changes a password by the old one', async () => {
    const joe = await browser().signUp();
    const set = (body: string) => joe.user('POST', '/password', { body });
    expect((await set('short')).text).toBe('9');
    expect((await set('iloveyou')).text).toBe('9');
    expect((await set('')).text).toBe('9');
    expect((await joe.user('POST', '/password', { body: 'long enough', auth: null })).status).toBe(401);
    const next = 'Frühlingsgefühle ☃';
    expect((await set(next)).text).toBe('success');
    expect((await set('never set, as this one is old')).status).toBe(401);
    expect((await joe.sync('GET', '/info/collections')).status).toBe(401);
    joe.password = next;
    expect((await joe.sync('GET', '/info/collections')).status).toBe(200);
  });

  it('changes the address, not the name', async () => {
    const joe = await browser().signUp();
    expect((await joe.user('POST', '/email', { body: 'nowhere' })).text).toBe('12');
    expect((await joe.user('POST', '/email', { body: 'new@example.org' })).text).toBe('new@example.org');
    expect((await joe.user('POST', '/email', { body: 'new@example.org', auth: null })).status).toBe(401);
    expect((await ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`)).text).toBe('success');
    await mails.take('new@example.org', /weave-password-reset/);
  });

  const mailedLink = async (to: string) => {
    const { words } = await mails.take(to, /weave-password-reset/);
    return new URL(/https?:\/\/\S+weave-password-reset\S+/.exec(words)![0]);
  };

  it('replaces a forgotten password by a mailed code, once', async () => {
    const joe = await browser().signUp();
    const reset = () =>
      ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`, { headers: { host: 'evil.example' } });
    expect((await ask(server.url, 'GET', '/user/1.0/nobody/password_reset')).text).toBe('3');
    expect((await reset()).text).toBe('success');
    const link = await mailedLink(joe.mail);
    expect((await Promise.all([reset(), reset()])).map(({ text }) => text)).toEqual(['success', 'success']);
    for (let i = 0; i < 2; i++) expect(`${await mailedLink(joe.mail)}`, 'whoever asks').toBe(`${link}`);
    expect(link.origin).toBe(server.url);
    expect(link.searchParams.get('username')).toBe(joe.name);
    const code = link.searchParams.get('key')!;
    const set = (key: string, name = joe.name, body = 'the new password') =>
      ask(server.url, 'POST', `/user/1.0/${name}/password`, { body, headers: { 'x-weave-password-reset': key } });
    expect((await set(code, 'nobody')).status).toBe(404);
    expect((await set('WRONG')).text).toBe('10');
    expect((await set(code, joe.name, 'short')).text).toBe('9');
    expect((await set(code, joe.name, '1234567890')).text).toBe('9');
    const other = await browser().signUp();
    expect((await set(code, other.name)).text).toBe('10');
    expect((await set(code)).text).toBe('success');
    expect((await set(code)).text).toBe('10');
    joe.password = 'the new password';
    expect((await joe.sync('GET', '/info/collections')).status).toBe(200);
    expect(
      server.logs.filter(({ stream, message }) => stream === 'audit' && message === 'InvalidResetCode').length,
    ).toBe(3);
    await reset();
    expect((await mailedLink(joe.mail)).searchParams.get('key')).not.toBe(code);
  });

  it('clears a code that nobody has asked for, and knows accounts without an address', async () => {
    const joe = await browser().signUp();
    await ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`);
    const code = (await mailedLink(joe.mail)).searchParams.get('key')!;
    expect((await joe.user('DELETE', '/password_reset')).text).toBe('success');
    const headers = { 'x-weave-password-reset': code };
    expect((await joe.user('POST', '/password', { body: 'long enough', headers, auth: null })).text).toBe('10');
    await server.ctx.db.query.updateTable('legacy_users').set({ mail: null }).where('name', '=', joe.name).execute();
    expect((await ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`)).text).toBe('12');
  });

  it('deletes an account with all that it stores, and gives its uid to nobody again', async () => {
    const joe = await browser().signUp();
    const jane = await browser().signUp();
    await joe.sync('PUT', '/storage/bookmarks/a', { payload: 'secret' });
    expect((await joe.user('DELETE', '', { auth: { name: jane.name, password: jane.password } })).status).toBe(401);
    expect((await joe.user('DELETE', '', { auth: null })).status).toBe(401);
    expect((await joe.user('DELETE')).status).toBe(200);
    expect((await joe.sync('GET', '/info/collections')).status).toBe(401);
    expect((await ask(server.url, 'GET', `/user/1.0/${joe.name}/node/weave`)).status).toBe(404);
    await joe.signUp();
    expect((await joe.sync('GET', '/info/collections')).text).toBe('{}');
    expect((await joe.sync('GET', '/storage/bookmarks/a')).status).toBe(404);
    const rows = await server.ctx.db.query
      .selectFrom('storage_bsos')
      .selectAll()
      .where('payload', '=', 'secret')
      .execute();
    expect(rows).toEqual([]);
  });

  it('serves many new users at once', async () => {
    const all = Array.from({ length: 50 }, (_, i) => browser(`several${i}.${engine.name}@example.com`));
    const statuses = await Promise.all(
      all.map(async (each) => {
        await each.signUp();
        return (await each.sync('PUT', '/storage/col/x', { payload: each.name })).status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const read = await Promise.all(all.map((each) => each.sync('GET', '/storage/col/x')));
    expect(read.map(({ json }) => (json as { payload: string }).payload)).toEqual(all.map(({ name }) => name));
  });
});
