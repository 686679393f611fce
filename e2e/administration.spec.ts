import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { addUser, openAdministration } from './harness/administration.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { expectFits } from './harness/fits.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import type { Person } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

for (const name of ['Firefox', 'Chromium'] as const) {
  test.describe(`the administration, in ${name}`, () => {
    test.describe.configure({ mode: 'serial' });
    test.skip(name === 'Firefox' ? !hasFirefox() : !hasChromium(), `needs ${name}`);

    let foxden: Foxden;
    let browser: Browser | undefined;
    let firefox: Firefox | undefined;
    let page: Page;
    let boss: Person;
    let other: Person;
    let noErrors: () => void;

    test.beforeAll(async () => {
      foxden = await startFoxden('sqlite', { FOXDEN_RATE_LIMITS: 'off', FOXDEN_WORKERS: '1' });
      boss = await addUser(foxden, 'Ada.Admin@example.org', '--admin');
      other = await addUser(foxden, 'otto.other@example.org');
      if (name === 'Firefox') firefox = await launchFirefox(foxden.url);
      else browser = await launchChromium();
      page = firefox ? await firefox.context.newPage() : await (await browser!.newContext()).newPage();
      noErrors = watchForErrors(page);
    });
    test.afterAll(async () => {
      await browser?.close();
      await firefox?.destroy();
      await foxden?.destroy();
    });

    const press = (label: string) => page.getByRole('button', { name: label, exact: true }).click();
    const section = (label: string) => page.getByRole('navigation').getByRole('link', { name: label }).click();
    const heading = (label: string) => page.getByRole('heading', { level: 1, name: label, exact: true });

    test('somebody who is no administrator gets words, and nothing else', async () => {
      await page.goto(`${foxden.url}/admin`);
      await expect(heading('Administration')).toBeVisible();
      await page.getByLabel('E-mail address').fill(other.email);
      await page.getByLabel('Password', { exact: true }).fill(other.password);
      await press('Open');
      await expect(heading('This is for administrators')).toBeVisible();
      await expectAccessible(page);
      await expect(page.getByRole('navigation', { name: 'Parts of the administration' })).toBeHidden();
    });

    test('an administrator sees how the server is, with checks and what to do', async () => {
      await openAdministration(page, foxden.url, boss);
      await expect(heading('Overview')).toBeVisible();
      await expect(page.getByText('Running', { exact: true })).toBeVisible();
      await expect(page.getByText(/Your own proxy in front of Foxden/)).toBeVisible();
      await expect(page.getByText('What to do:').first()).toBeVisible();
      await expectAccessible(page);
    });

    test('accounts are found, limited, locked, signed out, promoted and deleted', async () => {
      await section('Accounts');
      await expect(heading('Accounts')).toBeFocused();
      await page.getByLabel('Search by address').fill('OTTO');
      await expect(page.getByText('1 of 2 accounts')).toBeVisible();
      const user = page.getByRole('listitem').filter({ hasText: other.email });
      await user.getByText(other.email).click();
      await user.getByLabel('May store').selectOption('At most…');
      await user.getByLabel('Megabytes').fill('many');
      await user.getByRole('button', { name: 'Set quota' }).click();
      await expect(user.getByLabel('Megabytes')).toHaveAccessibleDescription(/whole number/);
      await user.getByLabel('Megabytes').fill('5');
      await user.getByRole('button', { name: 'Set quota' }).click();
      await expect(page.getByText(`The quota of ${other.email} is set`)).toBeVisible();
      await expect(user).toContainText('0 byte of 5 MB');
      for (const [label, yes, shown] of [
        [`Lock ${other.email}`, 'Yes, lock it', `${other.email} is locked.`],
        [`Unlock ${other.email}`, 'Yes, unlock it', `${other.email} is unlocked.`],
        [`Sign ${other.email} out everywhere`, 'Yes, sign it out', `${other.email} is signed out everywhere.`],
        [`Make ${other.email} an administrator`, 'Yes, make them one', `${other.email} is an administrator now.`],
        [`Take the administrator’s rights of ${other.email} back`, 'Yes, take them back', 'no administrator any more'],
      ] as const) {
        await press(label);
        await press(yes);
        await expect(page.getByText(shown)).toBeVisible();
      }
    });

    test('a code for a new password is made, nobody can lock themselves out, and an account is deleted', async () => {
      await press(`Make a code with which ${other.email} sets a new password`);
      await press('Yes, make it');
      await expect(page.getByText(/types this code: .{6,}/)).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel('Search by address').fill('ada');
      await page.getByText('you', { exact: true }).click();
      await expect(page.getByText('This is your own account.')).toBeVisible();
      await expect(page.getByRole('button', { name: `Delete ${boss.email}` })).toBeHidden();
      await page.getByLabel('Search by address').fill('');
      await page.locator('summary').filter({ hasText: other.email }).click();
      await press(`Delete ${other.email}`);
      await press('Cancel');
      expect(await foxden.cli('user', 'list')).toContain(other.email);
      await press(`Delete ${other.email}`);
      await press('Yes, delete it for good');
      await expect(page.getByText(`${other.email} is deleted.`)).toBeVisible();
      expect(await foxden.cli('user', 'list')).not.toContain(other.email);
    });

    test('an invitation is made, shown as a link and a picture, works, and is taken back', async () => {
      await page.getByText('Invite somebody').click();
      await page.getByLabel('Note').fill('Grandma');
      await page.getByLabel('Number of accounts').fill('0');
      await press('Make invitation');
      await expect(page.getByLabel('Number of accounts')).toHaveAccessibleDescription(/from 1 to 1000/);
      await page.getByLabel('Number of accounts').fill('2');
      await press('Make invitation');
      await expect(page.getByText(`${foxden.url}/signup?invite=`)).toBeVisible();
      await expect(page.getByRole('img', { name: 'The link of the invitation as a QR code' })).toBeVisible();
      await expect(page.getByText('Grandma')).toBeVisible();
      await expectAccessible(page);
      await press('Take the invitation Grandma back');
      await press('Yes, take it back');
      await expect(page.getByText('Grandma')).toBeHidden();
    });

    test('backups are made, checked and downloaded, with what came of it', async () => {
      await section('Backups');
      await press('Make a backup now');
      await press('Yes, make one');
      await expect(page.getByText(/Backup: done in \d+ s/)).toBeVisible();
      const backup = (await page
        .getByText(/^foxden-manual-\S+ ·/)
        .first()
        .textContent())!.split(' ')[0]!;
      await press(`Check ${backup}`);
      await press('Yes, check it');
      await expect(page.getByText(`Check of a backup (${backup}): done`)).toBeVisible();
      await press(`Download ${backup}`);
      // Under remote control only Chromium tells where it has put a file.
      const saving = name === 'Chromium' ? page.waitForEvent('download') : undefined;
      const [answer] = await Promise.all([page.waitForResponse(/\/download$/), press('Yes, download it')]);
      const bytes = readFileSync(join(foxden.dataDir, 'backups', backup));
      expect([answer.status(), Number(answer.headers()['content-length'])]).toEqual([200, bytes.length]);
      const download = await saving;
      if (download) {
        expect(download.suggestedFilename()).toBe(backup);
        expect(readFileSync((await download.path())!)).toEqual(bytes);
      }
      await expectAccessible(page);
    });

    test('one person’s data is asked back from a backup, and the page says what came of it', async () => {
      await page.getByText('Bring back one person’s data').first().click();
      await page.getByLabel('Whose').selectOption(boss.email);
      await page.getByLabel('What', { exact: true }).selectOption('bookmarks');
      await expectAccessible(page);
      await press('Bring it back');
      // No browser of this account has ever synced, so there is nothing that could be replaced.
      await expect(page.getByText(/Bringing back one person’s data \(.*\) failed\. .*has ever synced/)).toBeVisible();
    });

    test('workers are restarted one by one under the eyes of the administrator, and jobs are run', async () => {
      await section('Processes');
      const [before] = foxden.workers();
      await expect(page.getByRole('rowheader', { name: String(before) })).toBeVisible();
      await expectAccessible(page);
      await press('Restart workers one by one');
      await press('Yes, restart them');
      await expect(page.getByText(/Restart of the workers: done/)).toBeVisible({ timeout: 90_000 });
      await expect(page.getByRole('rowheader', { name: String(before) })).toBeHidden();
      await press('Run now: Clearing away what has expired');
      await press('Yes, run it');
      await expect(page.getByText('Clearing away what has expired: done.')).toBeVisible();
    });

    test('charts show what a load did, as its own count has it', async () => {
      const own = { beats: 37, refused: 11 };
      await Promise.all([
        ...Array.from({ length: own.beats }, () => fetch(`${foxden.url}/__lbheartbeat__`)),
        ...Array.from({ length: own.refused }, () => fetch(`${foxden.url}/1.5/1/info/collections`)),
      ]);
      await press('Run now: Writing down activity');
      await press('Yes, run it');
      await expect(page.getByText('Writing down activity: done.')).toBeVisible();
      await section('Activity');
      const legend = page.getByRole('listitem');
      await expect(legend.filter({ hasText: 'GET /__lbheartbeat__:' })).toHaveText(
        `GET /__lbheartbeat__: ${own.beats}`,
      );
      await expect(legend.filter({ hasText: /^401:/ })).toHaveText(`401: ${own.refused}`);
      await expect(legend.filter({ hasText: /^Errors:/ })).toHaveText('Errors: 0');
      await expect(page.getByRole('img', { name: /^Requests by route\..*lbheartbeat__: 37/ })).toBeVisible();
      const canvas = page.getByRole('img', { name: /^Requests by route/ }).locator('canvas');
      const drawn = () => canvas.evaluate((each: HTMLCanvasElement) => each.toDataURL().length);
      await expect.poll(drawn).toBeGreaterThan(2000);
      await page.getByText('The same as a table').nth(1).click();
      const table = page.getByRole('region', { name: 'Requests by route, as a table' });
      await expect(table.getByRole('columnheader', { name: 'GET /__lbheartbeat__' })).toBeVisible();
      await expectAccessible(page);
      for (const label of [
        'the last day, by ten minutes',
        'the last two weeks, by hours',
        'the last two years, by days',
      ]) {
        await page.getByLabel('Show', { exact: true }).selectOption(label);
        await expect(legend.filter({ hasText: 'GET /__lbheartbeat__:' })).toHaveText(
          `GET /__lbheartbeat__: ${own.beats}`,
        );
      }
    });

    test('all of it fits a phone and can be read in the dark', async () => {
      await page.setViewportSize({ width: 390, height: 800 });
      if (name === 'Chromium') await page.emulateMedia({ colorScheme: 'dark' });
      for (const label of ['Overview', 'Activity', 'Accounts', 'Backups', 'Processes', 'Logs', 'Settings']) {
        await section(label);
        await expect(heading(label)).toBeVisible();
        await expect(page.getByText('One moment…')).toHaveCount(0);
        await expectFits(page, 390, 800);
        await expectAccessible(page);
      }
      await page.setViewportSize({ width: 1200, height: 800 });
    });

    test('the logs show what happens by level, and who did what', async () => {
      await section('Logs');
      await expect(page.getByRole('region', { name: 'Records of the log' })).toContainText('worker replaced');
      await page.getByLabel('Show', { exact: true }).selectOption('errors only');
      await expect(page.getByRole('region', { name: 'Records of the log' })).not.toContainText('worker replaced');
      await expect(page.getByRole('region', { name: 'Lines of the audit log' })).toContainText('AdminAction');
      await expect(page.getByRole('region', { name: 'Lines of the audit log' })).not.toContainText('@example.org');
      await expectAccessible(page);
    });

    test('the settings in force are shown with where they come from, and no secrets', async () => {
      await section('Settings');
      const workers = page.getByRole('listitem').filter({ hasText: 'FOXDEN_WORKERS' });
      await expect(workers).toContainText('from the environment');
      await expect(page.getByRole('listitem').filter({ hasText: 'FOXDEN_QUOTA_KB' })).toContainText('default');
      await expectAccessible(page);
      noErrors();
    });

    test('a backup is put back whole: the page waits, and says how to go on', async () => {
      await section('Backups');
      await page.getByText('Put this backup back').first().click();
      await press('Replace everything');
      await expect(page.getByText('Tick the box first')).toBeVisible();
      await page.getByRole('checkbox', { name: 'I want to replace everything' }).first().check();
      await press('Replace everything');
      // This sign-in is older than the backup, so it is in there, too.
      await expect(page.getByText(/^Restoring \([^)]*\): done in/)).toBeVisible({ timeout: 90_000 });
    });

    test('leaving ends the sign-in that was made for it', async () => {
      const asked = page.waitForRequest(/\/admin\/api\//);
      await section('Overview');
      const { authorization } = (await asked).headers();
      const look = () =>
        fetch(`${foxden.url}/admin/api/users`, { headers: { authorization: authorization! } }).then(
          ({ status }) => status,
          (error) => String(error.cause ?? error),
        );
      await expect.poll(look).toBe(200);
      // The server is away just then, for the first try.
      if (name === 'Chromium') await page.route('**/v1/session/destroy', (route) => route.abort(), { times: 1 });
      await press('Leave');
      await expect(heading('You have left the administration')).toBeVisible();
      await expectAccessible(page);
      await expect.poll(look).toBe(401);
      await press('Open again');
      await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
      noErrors();
    });
  });
}
