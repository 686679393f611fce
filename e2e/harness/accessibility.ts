import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails the test when axe finds something wrong on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(page), page.url()).toEqual([]);
}

/** What axe finds wrong on the page as it stands, by all its rules or by some. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // axe brings the types of another release of Playwright.
  const axe = new AxeBuilder({ page } as unknown as ConstructorParameters<typeof AxeBuilder>[0]);
  if (rules) axe.withRules(rules);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
  // The other mode, for frames of other sites, which no page of Foxden has, takes a second tab each time: in a Firefox that is half
  // of the processor's work, and the page is in the background meanwhile.
  axe.setLegacyMode();
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
