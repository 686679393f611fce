import { type Browser, expect, type Page } from '@playwright/test';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openWithPassword } from './harness/my-data.ts';
import { createStoredPerson, type StoredPerson } from './harness/stored-person.ts';
import { test } from './harness/test.ts';

const person = { email: 'Lara.Large@example.org', password: 'correct horse battery' };
const pages = 50_000;
const bookmarks = 10_000;
const folders = 100;

interface Watch {
  /** Tasks over 50 ms, as Chromium tells them. */
  longTasks: number[];
  /** Records in one message of the worker, at most: that much is done in one task. */
  largestPart: number;
}

/** Watches a page from its first line on. */
function watch(): void {
  const found: Watch = { longTasks: [], largestPart: 0 };
  Object.assign(globalThis, { watchOfTest: found });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) found.longTasks.push(Math.round(duration));
  }).observe({ type: 'longtask', buffered: true });
  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data: { part } }) => {
        found.largestPart = Math.max(found.largestPart, (part?.records ?? part ?? []).length);
      });
    }
  };
}

test.describe('pages with much data', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasChromium(), 'needs chromium');

  let foxden: Foxden;
  let stored: StoredPerson;
  let chromium: Browser;
  let page: Page;

  const history = (round: number) =>
    Array.from({ length: pages }, (_, i) => ({
      id: `page${i}`,
      clear: {
        histUri: `https://site${i % 997}.example/den/${i}?round=${round}`,
        title: `Den number ${i}`,
        visits: [{ date: (1_790_000_000_000 - i * 60_000) * 1000, type: 1 }],
      },
      sortindex: i % 2000,
    }));
  const tree = (round: number) => [
    {
      id: 'toolbar',
      clear: { type: 'folder', parentid: 'places', title: 'toolbar', children: ids('folder', folders) },
    },
    ...Array.from({ length: folders }, (_, f) => ({
      id: `folder${f}`,
      clear: {
        type: 'folder',
        parentid: 'toolbar',
        title: `Folder ${f}`,
        children: ids('mark', bookmarks / folders, (f * bookmarks) / folders),
      },
    })),
    ...Array.from({ length: bookmarks }, (_, i) => ({
      id: `mark${i}`,
      clear: {
        type: 'bookmark',
        parentid: `folder${Math.floor((i * folders) / bookmarks)}`,
        title: `Mark ${i} of round ${round}`,
        bmkUri: `https://mark.example/${i}`,
      },
    })),
  ];
  const ids = (name: string, count: number, from = 0) => Array.from({ length: count }, (_, i) => `${name}${from + i}`);

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_TIME_MACHINE: 'on' });
    stored = await createStoredPerson(foxden.url, person);
    await stored.write('history', history(1));
    await stored.write('bookmarks', tree(1));
    chromium = await launchChromium();
    const context = await chromium.newContext();
    await context.addInitScript(watch);
    page = await context.newPage();
  });
  test.afterAll(async () => {
    await chromium?.close();
    await foxden?.destroy();
  });

  /** Prints what a look at the page has cost, and returns what it was. */
  async function figures(what: string): Promise<Watch> {
    const found = await page.evaluate(() => {
      const { watchOfTest: watch } = globalThis as unknown as { watchOfTest: Watch };
      const copy = structuredClone(watch);
      watch.longTasks = [];
      return copy;
    });
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    const longest = Math.max(0, ...found.longTasks);
    console.log(
      `${what}: longest task ${longest} ms, ${found.longTasks.length} over 50 ms; ${Math.round(usedSize / 2 ** 20)} MiB held; ` +
        `at most ${found.largestPart} records in a task`,
    );
    return found;
  }

  test('my data shows 50,000 pages of history and 10,000 bookmarks a portion at a time', async () => {
    await openWithPassword(page, `${foxden.url}/data`, person);
    await figures('opened');
    const show = (name: RegExp) =>
      page.getByRole('navigation', { name: 'What to show' }).getByRole('button', { name }).click();
    await show(/^History/);
    await expect(page.getByRole('main')).toContainText('50,000 pages');
    const read = await figures('history');
    expect(read.largestPart).toBeGreaterThan(0);
    expect(read.largestPart).toBeLessThanOrEqual(1000);
    expect(await page.getByRole('listitem').count()).toBeLessThan(100);
    await page.getByLabel('Search in title and address').pressSequentially('number 4999');
    await expect(page.getByRole('main')).toContainText('15 pages');
    await figures('search in history');
    await show(/^Bookmarks/);
    await expect(page.getByRole('button', { name: /Folder 0\b/ })).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: /Folder 7\b/ }).click();
    await expect(page.getByRole('link', { name: 'Mark 700 of round 1' })).toBeVisible();
    expect((await figures('bookmarks')).largestPart).toBeLessThanOrEqual(1000);
    expect(await page.getByRole('listitem').count()).toBeLessThan(100);
  });

  test('the time machine tells of as many, and what taking them back would change', async () => {
    await openWithPassword(page, `${foxden.url}/history`, person);
    await page.getByRole('button', { name: 'Keep it from now on' }).click();
    await expect(page.getByRole('main')).toContainText('Nothing has changed since the keeping began.');
    await stored.write('history', history(2).slice(0, 10_000));
    await stored.write('bookmarks', tree(2));
    await openWithPassword(page, `${foxden.url}/history`, person);
    const bookmarksChanged = page
      .getByRole('listitem')
      .filter({ hasText: /bookmarks and folders changed/ })
      .last();
    await expect(bookmarksChanged).toBeVisible({ timeout: 120_000 });
    expect((await figures('bookmarks through time')).largestPart).toBeLessThanOrEqual(1000);
    await bookmarksChanged.getByRole('button', { name: /^Back to before this/ }).click();
    await expect(page.getByRole('button', { name: 'Take it back' })).toBeVisible({ timeout: 60_000 });
    await figures('what would change');
    await page.getByRole('navigation', { name: 'What to take back' }).getByRole('button', { name: 'History' }).click();
    const historyChanged = page.getByRole('listitem').filter({ hasText: /pages.* changed/ });
    await expect(historyChanged.first()).toBeVisible({ timeout: 120_000 });
    expect((await figures('history through time')).largestPart).toBeLessThanOrEqual(1000);
  });
});
