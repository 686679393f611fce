// node scripts/run.mjs docker/nas/pictures.ts: draws anew what app stores show, from the icon and from Foxden's own pages.
// The pages have to be built, as npm start does.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { startFoxden } from '../../e2e/harness/foxden.ts';
import { FxaClient } from '../../testing/fxa-client.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const icon = readFileSync(`${folder}icon.svg`, 'utf8');
const person = { email: 'fox@example.org', password: 'a den of my own' };

const foxden = await startFoxden('sqlite');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
try {
  await new FxaClient(foxden.url).signUp(person.email, person.password);
  await draw('icon.png', 512, 512, (page) =>
    page.setContent(`<style>body{margin:0}svg{display:block;width:512px}</style>${icon}`),
  );
  await draw('thumbnail.png', 784, 442, (page) =>
    page.setContent(`<style>body{margin:0;height:442px;display:flex;gap:40px;align-items:center;justify-content:center;
      background:#2b1406;color:#fff3e4;font:600 84px system-ui,sans-serif}svg{width:220px}</style>${icon}<span>Foxden</span>`),
  );
  // The sizes that the strictest of the stores asks for.
  await draw('screenshot-1.png', 1280, 720, (page) => page.goto(foxden.url).then(() => settled(page)));
  await draw('screenshot-2.png', 1280, 720, async (page) => {
    await page.goto(`${foxden.url}/signin`);
    await page.getByLabel('E-mail address', { exact: true }).fill(person.email);
    await page.keyboard.press('Enter');
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings');
    await settled(page);
  });
  await draw('screenshot-3.png', 1280, 720, async (page) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${foxden.url}/connect_another_device`);
    await settled(page);
  });
} finally {
  await browser.close();
  await foxden.destroy();
}
// Cosmos wants its pictures beside the app.
const cosmos = `${folder}cosmos/servapps/Foxden/`;
copyFileSync(`${folder}icon.png`, `${cosmos}icon.png`);
mkdirSync(`${cosmos}screenshots`, { recursive: true });
for (const n of [1, 2, 3]) copyFileSync(`${folder}screenshot-${n}.png`, `${cosmos}screenshots/${n}.png`);

async function draw(
  name: string,
  width: number,
  height: number,
  show: (page: Page) => Promise<unknown>,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  await show(page);
  await page.screenshot({ path: `${folder}${name}`, omitBackground: true });
  await page.close();
}

function settled(page: Page): Promise<void> {
  return page.waitForLoadState('networkidle');
}
const yunohost = `${folder}yunohost/doc/screenshots/`;
mkdirSync(yunohost, { recursive: true });
copyFileSync(`${folder}screenshot-1.png`, `${yunohost}1.png`);
copyFileSync(`${folder}screenshot-3.png`, `${yunohost}2.png`);
