import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { type MailServer, startMailServer } from '../testing/mail-server.ts';
import { addBookmark, listBookmarks } from './harness/firefox/bookmarks.ts';
import { closeRemoteTabs, fetchCommands, otherDevices, sendTab } from './harness/firefox/commands.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, signOut, syncClean, syncNow, uiState } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openSignIn, signIn, signUp, typeSignIn } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const email = 'Account.Owner@example.org';
const passwords = ['the first password', 'the second password', 'the third password'] as const;

test.describe('the account, from two stock Firefoxes', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let mails: MailServer;
  let foxden: Foxden;
  let a: Firefox;
  let b: Firefox;
  let recoveryKey: string;
  let totp: TOTP;

  test.beforeAll(async () => {
    mails = await startMailServer();
    foxden = await startFoxden('sqlite', { FOXDEN_SMTP_URL: mails.url });
    [a, b] = await Promise.all([launchFirefox(foxden.url), launchFirefox(foxden.url)]);
    await addBookmark(a, 'Mine', 'https://mine.example/');
    await signUp(a, { email, password: passwords[0] }, mails);
    await firstSync(a);
    await signIn(b, { email, password: passwords[0] });
    await firstSync(b);
  });
  test.afterAll(async () => {
    await Promise.all([a?.destroy(), b?.destroy()]);
    await foxden?.destroy();
    await mails?.stop();
  });

  async function settings(browser: Firefox, section: string): Promise<Page> {
    const page = await browser.context.newPage();
    await page.goto(`${foxden.url}/settings${section}`);
    return page;
  }
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  // As "Sync now" does; right after registering, one poll gets nothing (see the route device-commands).
  async function tabsAfterFetch(browser: Firefox): Promise<string[]> {
    await fetchCommands(browser);
    return browser.context.pages().map((page) => page.url());
  }

  test('a tab sent from one opens in the other, both ways, and can be closed from afar', async () => {
    for (const [from, to, path] of [
      [a, b, '/?sent-to-b'],
      [b, a, '/?sent-to-a'],
    ] as const) {
      const url = foxden.url + path;
      await expect.poll(() => otherDevices(from)).toHaveLength(1);
      await sendTab(from, { url, title: 'Look at this' });
      await expect.poll(() => tabsAfterFetch(to)).toContain(url);
    }
    await closeRemoteTabs(a, [`${foxden.url}/?sent-to-b`]);
    await expect.poll(() => tabsAfterFetch(b)).not.toContain(`${foxden.url}/?sent-to-b`);
  });

  test('a new password keeps this Firefox signed in and syncing; the other one asks for it', async () => {
    const page = await settings(a, '/password');
    await page.getByLabel('Current password').fill(passwords[0]);
    await page.getByLabel('New password', { exact: true }).fill(passwords[1]);
    await page.getByLabel('Repeat new password').fill(passwords[1]);
    await press(page, 'Change password');
    await expect(page.getByText('Your password is changed')).toBeVisible();
    await addBookmark(a, 'After the change', 'https://changed.example/');
    await syncClean(a);
    expect((await uiState(a)).status).toBe('signed_in');
    await expect
      .poll(async () => {
        await otherDevices(b).catch(() => {});
        await syncNow(b);
        return (await uiState(b)).status;
      })
      .toBe('login_failed');

    const again = await b.context.newPage();
    const url = await b.chrome(async () => {
      const { FxAccounts } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
      return FxAccounts.config.promiseConnectAccountURI('preferences');
    });
    await again.goto(url);
    await expect(again.getByLabel('E-mail address')).toHaveValue(email);
    await again.getByLabel('Password', { exact: true }).fill(passwords[1]);
    await press(again, 'Sign in');
    await expect(again.getByRole('heading', { name: 'is connected' })).toBeVisible();
    await syncClean(b);
    expect((await listBookmarks(b)).map(({ path }) => path)).toContain('/After the change');
    await otherDevices(b);
    await expect.poll(() => otherDevices(a)).toHaveLength(1);
  });

  test('with a recovery key, a forgotten password costs no data', async () => {
    const page = await settings(a, '/recovery-key');
    await page.getByLabel('Password', { exact: true }).fill(passwords[1]);
    await press(page, 'Make recovery key');
    await expect(page.getByRole('heading', { name: /recovery key/i }).first()).toBeVisible();
    const sheet = page.getByText(/^(?:[0-9A-HJKMNP-TV-Z]{4}[ -]?){8}$/);
    recoveryKey = (await sheet.first().textContent())!;

    const reset = await b.context.newPage();
    await reset.goto(`${foxden.url}/reset_password`);
    await expect(reset.getByText(/stays locked for ever/)).toBeVisible();
    await reset.getByLabel('E-mail address').fill(email);
    await press(reset, 'Get a code');
    const { words } = await mails.take(email, /^Your code for a new password/);
    const [, code] = /^ {4}(\d{8})$/m.exec(words)!;
    await reset.getByLabel('Code').fill(code!);
    await press(reset, 'Continue');
    await reset.getByLabel('Recovery key').fill(recoveryKey);
    await press(reset, 'Use this key');
    await reset.getByLabel('New password', { exact: true }).fill(passwords[2]);
    await reset.getByLabel('Repeat new password').fill(passwords[2]);
    await press(reset, 'Set new password');
    await expect(reset.getByText('Your data is safe')).toBeVisible();

    const fresh = await launchFirefox(foxden.url);
    try {
      await signIn(fresh, { email, password: passwords[2] });
      await firstSync(fresh);
      await syncClean(fresh);
      expect((await listBookmarks(fresh)).map(({ path }) => path)).toEqual(
        expect.arrayContaining(['/Mine', '/After the change']),
      );
      await signOut(fresh);
    } finally {
      await fresh.destroy();
    }
  });

  test('two-step sign-in asks for a code before a Firefox gets any key', async () => {
    await signOut(b);
    await expect.poll(async () => (await uiState(b)).status).toBe('not_configured');
    await signIn(b, { email, password: passwords[2] });
    await firstSync(b);
    const page = await settings(b, '/two-step');
    await page.getByLabel('Password', { exact: true }).fill(passwords[2]);
    await press(page, 'Turn on');
    const secret = await page
      .getByText(/^[A-Z2-7 ]{26,}$/)
      .first()
      .textContent();
    totp = new TOTP({ secret: Secret.fromBase32(secret!.replaceAll(' ', '')) });
    await page.getByLabel('Security code').fill(totp.generate());
    await press(page, 'Confirm and turn on');
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible();
    const recoveryCode = await page.getByRole('listitem').first().textContent();

    const before = await otherDevices(b);
    const fresh = await launchFirefox(foxden.url);
    try {
      const form = await openSignIn(fresh);
      await typeSignIn(form, { email, password: passwords[2] });
      await expect(form.getByRole('heading', { name: 'Enter your security code' })).toBeVisible();
      await form.getByLabel('Security code').fill('000000');
      await press(form, 'Confirm');
      await expect(form.getByRole('alert')).toBeVisible();
      await press(form, 'Use a recovery code instead');
      await form.getByLabel('Recovery code').fill(recoveryCode!);
      await press(form, 'Confirm');
      await expect(form.getByRole('heading', { name: 'is connected' })).toBeVisible();
      await firstSync(fresh);
      await syncClean(fresh);
      await expect.poll(() => otherDevices(b)).toHaveLength(before.length + 1);
      await signOut(fresh);
      await expect.poll(() => otherDevices(b)).toHaveLength(before.length);
    } finally {
      await fresh.destroy();
    }
  });

  test('an account deleted on the web signs Firefox out and leaves its data alone', async () => {
    const page = await settings(b, '/delete');
    await page.getByLabel('Password', { exact: true }).fill(passwords[2]);
    await page.getByRole('checkbox').check();
    await press(page, 'Delete account for good');
    await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
    await expect.poll(async () => (await uiState(b)).status).toBe('not_configured');
    expect((await listBookmarks(b)).map(({ path }) => path)).toContain('/Mine');
    await expect
      .poll(async () => {
        await otherDevices(a).catch(() => {});
        return (await uiState(a)).status;
      })
      .toBe('not_configured');
  });
});
