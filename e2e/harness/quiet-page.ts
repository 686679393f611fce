import { expect, type Page } from '@playwright/test';

/**
 * Watches a page for what must never happen: an error on the console, an exception, or something that the content security policy
 * had to stop.
 *
 * @returns Fails the test when there was any.
 */
export function watchForErrors(page: Page): () => void {
  const seen: string[] = [];
  page.on('console', (message) => {
    // The browser itself reports every answer of 4xx, also those that the page has words for.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) seen.push(message.text());
  });
  page.on('pageerror', (error) => seen.push(String(error)));
  return () => expect(seen).toEqual([]);
}

/** Waits until every check of the guide has its outcome. */
export async function expectChecked(page: Page): Promise<void> {
  await expect(page.locator('.checks li').first()).toBeVisible();
  await expect(page.locator('.checks [data-state=running]')).toHaveCount(0);
}
