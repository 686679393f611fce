import { expect, type Page } from '@playwright/test';

/** Sets the width of the page and fails the test when it must be scrolled sideways then, once what follows the width has followed. */
export async function expectFits(page: Page, width: number, height = 900): Promise<void> {
  await page.setViewportSize({ width, height });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow, `${page.url()}, ${width} pixels wide`).toBe(0);
}
