import { type Browser, expect, type Page, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expectAccessible } from './harness/accessibility.ts';
import { addUser } from './harness/administration.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import type { Person } from './harness/sign-in.ts';

test.describe('guide and administration by keyboard alone', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasChromium(), 'needs chromium');

  let foxden: Foxden;
  let browser: Browser;
  let page: Page;
  let boss: Person;
  let totp: TOTP;
  let noErrors: () => void;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_RATE_LIMITS: 'off', FOXDEN_WORKERS: '1' });
    boss = await addUser(foxden, 'ada@example.org', '--admin');
    await addUser(foxden, 'otto@example.org');
    await foxden.cli('backup');
    browser = await launchChromium();
    page = await (await browser.newContext()).newPage();
    noErrors = watchForErrors(page);
  });
  test.afterAll(async () => {
    await browser?.close();
    await foxden?.destroy();
  });

  const heading = (label: string) => page.getByRole('heading', { level: 1, name: label, exact: true });

  /** Goes over the whole page with Tab: every control has its turn, and it can be seen which one has it. */
  async function expectAllReached(): Promise<void> {
    await page.evaluate(() => {
      const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
      const isShown = (element: Element) =>
        element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [tabindex="-1"]');
      for (const [index, element] of [...document.querySelectorAll(controls)].filter(isShown).entries()) {
        element.setAttribute('data-turn', String(index));
      }
      (document.activeElement as HTMLElement | null)?.blur();
    });
    const wanted = await page.locator('[data-turn]').count();
    const reached = new Set<string>();
    for (let presses = 0; presses < wanted * 2 + 10 && reached.size < wanted; presses++) {
      await page.keyboard.press('Tab');
      const { turn, isSeen, html } = await page.evaluate(() => {
        const active = document.activeElement!;
        // A field of a file is seen by the button that stands for it.
        const shown = active.matches('.file-choice input') ? active.nextElementSibling! : active;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
        return {
          turn: active.getAttribute('data-turn'),
          isSeen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
          html: active.outerHTML.slice(0, 200),
        };
      });
      if (turn === null) continue;
      expect(isSeen, `focus can be seen on ${html}`).toBe(true);
      reached.add(turn);
    }
    const missed = await page
      .locator('[data-turn]')
      .evaluateAll(
        (all, seen) =>
          all.filter((each) => !seen.includes(each.getAttribute('data-turn')!)).map((each) => each.outerHTML),
        [...reached],
      );
    expect(missed, 'never reached with Tab').toEqual([]);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('[data-turn]')) each.removeAttribute('data-turn');
    });
  }

  /** Opens everything that is folded. */
  async function openAll(): Promise<void> {
    for (const each of await page.locator('summary').all()) {
      await each.focus();
      await page.keyboard.press('Enter');
    }
  }

  /** Presses Tab until a control has the focus, then Enter. */
  async function choose(role: 'link' | 'button', label: string): Promise<void> {
    const control = page.getByRole(role, { name: label, exact: true });
    await control.waitFor();
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      if (await control.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
    }
    throw new Error(`Tab never gets to ${label}`);
  }

  test('the guide: every device, every way, every command', async () => {
    await page.goto(`${foxden.url}/connect`);
    await expect(heading('Connect your Firefox')).toBeVisible();
    await expect.poll(() => page.locator('.checks [data-state=running]').count()).toBe(0);
    await openAll();
    await expect(page.getByLabel('Folder of the profile')).toBeVisible();
    await expectAllReached();
    await expectAccessible(page);
    for (const [device, title] of [
      ['Android', 'On Android'],
      ['iPhone, iPad', 'On iPhone and iPad'],
    ] as const) {
      await choose('button', device);
      await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
      await expectAllReached();
    }
  });

  test('each step that asks for something can be typed into at once', async () => {
    for (const [path, label] of [
      ['/signin', 'E-mail address'],
      ['/reset_password', 'E-mail address'],
      ['/data', 'E-mail address'],
      ['/history', 'E-mail address'],
      ['/send', 'E-mail address'],
      ['/admin', 'E-mail address'],
    ] as const) {
      await page.goto(foxden.url + path);
      await expect(page.getByLabel(label, { exact: true }), path).toBeFocused();
    }
    await page.goto(`${foxden.url}/signin`);
    await expect(page.getByLabel('E-mail address')).toBeFocused();
    await page.keyboard.type(boss.email);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.type(boss.password);
    await page.keyboard.press('Enter');
    await expect(heading('Your account')).toBeVisible();
    for (const [path, label] of [
      ['/settings/profile', 'Name'],
      ['/settings/password', 'Current password'],
      ['/settings/email', 'New e-mail address'],
      ['/settings/recovery-key', 'Password'],
      ['/settings/two-step', 'Password'],
      ['/settings/delete', 'Password'],
    ] as const) {
      await page.goto(foxden.url + path);
      const field = page.getByLabel(label, { exact: true });
      // The password is asked for only when it was given long ago.
      await expect(page.locator('form').first()).toBeVisible();
      if (await field.count()) await expect(field, path).toBeFocused();
    }
  });

  test('two-step is switched on, and the administration asks for its code', async () => {
    await page.goto(`${foxden.url}/settings/two-step`);
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.type(boss.password);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Security code')).toBeFocused();
    const secret = await page.locator('code').first().textContent();
    totp = new TOTP({ secret: Secret.fromBase32(secret!.replaceAll(/\s/g, '')) });
    await page.keyboard.type(totp.generate());
    await page.keyboard.press('Enter');
    await expect(heading('Save your recovery codes')).toBeFocused();
    await page.goto(`${foxden.url}/admin`);
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.type(boss.password);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Security code')).toBeFocused();
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/That code is not right/)).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole('navigation', { name: 'Parts of the administration' })).toBeHidden();
    await page.getByLabel('Security code').selectText();
    // The code of this half minute is used up.
    await page.keyboard.type(totp.generate({ timestamp: Date.now() + 30_000 }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Parts of the administration' })).toBeVisible();
  });

  test('the administration: every part, every control', async () => {
    for (const part of ['Activity', 'Accounts', 'Backups', 'Processes', 'Logs', 'Settings', 'Overview']) {
      await choose('link', part);
      await expect(heading(part)).toBeFocused();
      await expect(page.locator('.spinner')).toHaveCount(0);
      await openAll();
      await expectAllReached();
    }
    noErrors();
  });

  test('an action is asked about, and can be called off', async () => {
    await choose('link', 'Accounts');
    await page.locator('summary').filter({ hasText: 'otto@example.org' }).focus();
    await page.keyboard.press('Enter');
    await choose('button', 'Lock otto@example.org');
    await expect(page.getByText('Lock otto@example.org? Its devices')).toBeVisible();
    await choose('button', 'Cancel');
    await expect(page.getByRole('button', { name: 'Lock otto@example.org' })).toBeFocused();
    await page.keyboard.press('Enter');
    await choose('button', 'Yes, lock it');
    await expect(page.getByText('otto@example.org is locked.')).toBeVisible();
  });
});
