import { expect } from '@playwright/test';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { test } from './harness/test.ts';

test.describe('what engines of Sync 1.1 are shown', () => {
  test.skip(!hasFirefox(), 'needs firefox-esr');
  let foxden: Foxden;
  let browser: Firefox;
  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'altcha' });
    browser = await launchFirefox(foxden.url);
  });
  test.afterAll(async () => {
    await browser?.destroy();
    await foxden?.destroy();
  });

  test('the way to connect; and newer ones see nothing of it', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${foxden.url}/connect_another_device`);
    await expect(page.getByText('Connect your Firefox')).toBeVisible();
    await expect(page.getByText('Pale Moon')).toHaveCount(0);
    await page.addInitScript(() => Reflect.deleteProperty(window, 'OffscreenCanvas'));
    await page.goto(foxden.url);
    await page.screenshot({ path: test.info().outputPath('landing.png') });
    await page.getByRole('link', { name: 'How to connect it by Sync 1.1' }).click();
    await expect(page.getByText(`${foxden.url}/jpake/`)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('connect.png') });
    await page.close();
  });

  test('a picture in the captcha frame, and nothing to type where the engine can work instead (sync11.md §1.6)', async () => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 500, height: 150 });
    await page.goto(`${foxden.url}/misc/1.0/captcha_html`);
    const value = (id: string) => page.locator(`#${id}`).evaluate((field: HTMLInputElement) => field.value);
    await expect.poll(() => value('recaptcha_challenge_field')).toBe('altcha');
    await expect(page.getByText('There is nothing to type')).toBeVisible();
    await expect(page.getByRole('textbox')).toBeHidden();
    await page.screenshot({ path: test.info().outputPath('worked.png') });
    // As the set-up of the browser does it, for the name of joe@example.com.
    const body = JSON.stringify({
      email: 'joe@example.com',
      password: 'correct horse battery',
      'captcha-challenge': await value('recaptcha_challenge_field'),
      'captcha-response': await value('recaptcha_response_field'),
    });
    const user = `${foxden.url}/user/1.0/ygnnfxzibkwbjuzqhk4nxqrjhd2q5bl6`;
    expect(await (await fetch(user, { method: 'PUT', body })).text()).toBe('ygnnfxzibkwbjuzqhk4nxqrjhd2q5bl6');

    await page.addInitScript(() => Reflect.defineProperty(crypto, 'subtle', { value: undefined }));
    await page.reload();
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('img')).toBeVisible();
    await expect(page.getByLabel('What do you read?')).toBeVisible();
    expect(await value('recaptcha_challenge_field')).toMatch(/^v1\./);
    await page.screenshot({ path: test.info().outputPath('picture.png') });
    await page.close();
  });
});
