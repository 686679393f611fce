import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { ask, type OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { serveLegacy } from '../../../testing/legacy/serve.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { startTestServer } from '../../../testing/test-server.ts';

describeOnEngines('pages of Sync 1.1 (sync11.md §1.5)', (engine) => {
  let mails: MailServer;
  beforeAll(async () => {
    mails = await startMailServer();
  });
  afterAll(() => mails.stop());
  const legacy = serveLegacy(engine, { env: () => ({ FOXDEN_SMTP_URL: mails.url }) });

  const get = (path: string) => ask(legacy.server.url, 'GET', path);
  const post = (path: string, fields: Record<string, string>) =>
    ask(legacy.server.url, 'POST', path, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const mailedKey = async (to: string) => {
    const { words } = await mails.take(to, /weave-password-reset/);
    return /key=([\w-]+)/.exec(words)![1]!;
  };
  const canSync = async (joe: OldBrowser) => (await joe.sync('GET', '/info/collections')).status === 200;

  it('say what to enter in the browser: the address, nothing else', async () => {
    const { text } = await get('/weave-connect');
    const { url } = legacy.server;
    expect([...text.matchAll(/<code>([^<]*)<\/code>/g)].map(([, code]) => code)).toEqual([
      `${url}/`,
      'services.sync.jpake.serverURL',
      `${url}/jpake/`,
    ]);
    expect((await get('/weave-account')).text).toContain('href="/weave-connect"');
  });

  it('find each other below a path, which a proxy may take away', async () => {
    const server = await startTestServer(engine, { env: { FOXDEN_PUBLIC_URL: 'https://home.example/apps/sync' } });
    for (const path of ['/apps/sync/weave-account', '/weave-account', '/apps/sync/weave-account?x=/weave-account']) {
      const { text } = await ask(server.url, 'GET', path);
      const links = [...text.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, link]) => link!);
      expect(links.length).toBeGreaterThan(3);
      expect(links.filter((link) => !link.startsWith('/apps/sync/'))).toEqual([]);
    }
    expect((await ask(server.url, 'GET', '/apps/sync/media/legacy.css')).status).toBe(200);
    expect((await ask(server.url, 'GET', '/apps/sync/weave-connect')).text).toContain(
      '>https://home.example/apps/sync/<',
    );
    await server.stop();
  });

  it.each([
    ['de-AT,de;q=0.9', 'de', 'Passwort'],
    ['fr', 'fr', 'Mot de passe'],
    ['es-MX,en', 'es', 'Contraseña'],
    ['ja', 'en', 'Password'],
  ])('speak the language of a browser that wants %s', async (wanted, language, words) => {
    for (const path of ['/weave-account', '/weave-delete-account']) {
      const { text } = await ask(legacy.server.url, 'GET', path, { headers: { 'accept-language': wanted } });
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toContain(words);
    }
  });

  it('need nothing from elsewhere and no script', async () => {
    for (const path of ['/weave-password-reset', '/weave-delete-account', '/weave-account']) {
      const { status, text, headers } = await get(path);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(text).not.toMatch(/<script|\son\w+=|https?:\/\//);
    }
    expect((await get('/media/legacy.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    for (const path of ['/media/../package.json', '/media/..%2fmedia.ts', '/media/media.ts', '/media/constructor']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('mail a link to whoever has an account, and say the same to whoever has none', async () => {
    const joe = await legacy.person();
    const known = await post('/weave-password-reset', { username: joe.mail });
    const unknown = await post('/weave-password-reset', { username: 'nobody@example.com' });
    expect(known.status).toBe(200);
    expect(unknown.text).toBe(known.text);
    const key = await mailedKey(joe.mail);
    expect((await get('/weave-password-reset?nonsense=1')).status).toBe(400);
    expect((await post('/weave-password-reset', { username: joe.name, password: 'x' })).status).toBe(400);
    const form = await get(`/weave-password-reset?username=${joe.name}&key=${key}`);
    expect(form.text).toContain(`name="key" value="${key}"`);
    const other = await legacy.person();
    const fields = { username: joe.name, password: 'my new password', confirm: 'my new password', key };
    const refused: [Record<string, string>, RegExp][] = [
      [{ username: '' }, /Say for whom/],
      [{ username: 'nobody' }, /no such account/],
      [{ password: '' }, /Type the new password/],
      [{ confirm: 'other' }, /differ/],
      [{ password: 'short', confirm: 'short' }, /too weak/],
      [{ password: 'Starwars', confirm: 'Starwars' }, /too weak/],
      [{ key: 'WRONG' }, /good no more/],
      [{ username: other.name }, /good no more/],
    ];
    for (const [change, words] of refused) {
      const answer = await post('/weave-password-reset', { ...fields, ...change });
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(words);
    }
    expect(await canSync(joe)).toBe(true);
    expect((await post('/weave-password-reset', fields)).text).toContain('is set');
    expect(await canSync(joe)).toBe(false);
    // The old server set the word "password" here.
    joe.password = 'password';
    expect(await canSync(joe)).toBe(false);
    joe.password = 'my new password';
    expect(await canSync(joe)).toBe(true);
    expect((await post('/weave-password-reset', fields)).text).toMatch(/good no more/);
  });

  it('write nothing into themselves that would be HTML', async () => {
    const evil = '"><script>alert(1)</script>';
    const answers = [
      await get(`/weave-password-reset?key=${encodeURIComponent(evil)}&username=${encodeURIComponent(evil)}`),
      await post('/weave-account', { username: evil, password: evil }),
    ];
    for (const { text } of answers) expect(text).not.toContain('<script');
  });

  it('delete an account by name and password', async () => {
    const joe = await legacy.person();
    const submit = async (fields: Record<string, string>) => (await post('/weave-delete-account', fields)).text;
    expect(await submit({ username: joe.mail })).toMatch(/missing/);
    expect(await submit({ username: joe.mail, password: 'wrong' })).toMatch(/do not belong together/);
    expect(await canSync(joe)).toBe(true);
    expect(await submit({ username: joe.mail, password: joe.password })).toMatch(/is deleted/);
    expect(await canSync(joe)).toBe(false);
  });

  it('show people what they store, and let them change what is theirs', async () => {
    const joe = await legacy.person();
    await joe.sync('PUT', '/storage/bookmarks/a', { payload: 'x'.repeat(2000) });
    const wrong = await post('/weave-account', { username: joe.mail, password: 'wrong' });
    expect(wrong.text).toMatch(/do not belong together/);
    const page = (await post('/weave-account', { username: joe.mail, password: joe.password })).text;
    expect(page).toMatch(/bookmarks<\/td><td class="number">1</);
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)![1]!;
    const change = async (fields: Record<string, string>) => (await post('/weave-account', { ticket, ...fields })).text;
    expect(await change({ mail: 'nowhere' })).toMatch(/no mail address/);
    expect(await change({ mail: 'moved@example.org' })).toContain('moved@example.org');
    expect(await change({ newpassword: 'one password', confirm: 'another' })).toMatch(/differ/);
    expect(await change({ newpassword: 'short', confirm: 'short' })).toMatch(/too weak/);
    expect(await change({ newpassword: 'password1', confirm: 'password1' })).toMatch(/too weak/);
    expect(await change({ newpassword: 'a better password', confirm: 'a better password' })).toMatch(/is set/);
    expect(await change({ mail: 'thief@example.org' })).toMatch(/Sign in again/);
    expect((await post('/weave-account', { ticket: 'v1.00000000.AAAA', mail: 'x@example.org' })).text).toMatch(
      /Sign in/,
    );
    joe.password = 'a better password';
    expect(await canSync(joe)).toBe(true);
  });
});
