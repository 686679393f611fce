import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { ask, OldBrowser } from '../../../testing/legacy/old-browser.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const hour = 3_600_000;

describeOnEngines('codes for a forgotten password of Sync 1.1 (sync11.md §1.4)', (engine) => {
  let server: TestServer;
  let mails: MailServer;
  let time = Date.now();
  beforeAll(async () => {
    mails = await startMailServer();
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', FOXDEN_SMTP_URL: mails.url },
      overrides: { now: () => time },
    });
  });
  afterAll(async () => {
    await server?.stop();
    await mails?.stop();
  });

  it('leaves a mailed code good to its end, whenever a stranger asks for another', async () => {
    const joe = await new OldBrowser(server.url).signUp();
    const mailed = async () => {
      expect((await ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`)).text).toBe('success');
      const { words } = await mails.take(joe.mail, /weave-password-reset/);
      return /key=([0-9A-F-]+)/.exec(words)![1]!;
    };
    const set = async (key: string, body: string) => {
      const headers = { 'x-weave-password-reset': key };
      return (await joe.user('POST', '/password', { body, headers, auth: null })).text;
    };
    const first = await mailed();
    time += 4.9 * hour;
    expect(await mailed()).toBe(first);
    time += 0.2 * hour;
    const second = await mailed();
    expect(second).not.toBe(first);
    expect(await mailed()).toBe(second);
    expect(await set(first, 'by the first')).toBe('success');
    // It was used up with all that was mailed.
    for (const key of [first, second]) expect(await set(key, 'never by these')).toBe('10');

    const again = await mailed();
    expect([first, second]).not.toContain(again);
    time += 5.5 * hour;
    const beside = await mailed();
    expect(await set('WRONG', 'never by this')).toBe('10');
    time += 0.6 * hour;
    expect(await set(again, 'it has run out')).toBe('10');
    time += 4 * hour;
    // Another one beside that, of which the one before is no part.
    const third = await mailed();
    expect(await set(again, 'it has run out')).toBe('10');
    expect(await set(beside, 'by the second')).toBe('success');
    expect(await set(third, 'used up, too')).toBe('10');
  });
});
