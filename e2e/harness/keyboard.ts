import { expect, type Page } from '@playwright/test';

/**
 * Goes to the beginning of a page, as a click beside everything does. After the last control the browser goes on in its own bars; in
 * a Firefox that is driven from outside keys still reach the page then, but the focus can't come back. So nothing here presses Tab
 * on the last control.
 */
const goToBeginning = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });

/** Goes over the page with Tab from its beginning until a control has the focus, then presses Enter. */
export async function choose(page: Page, role: 'link' | 'button', label: string): Promise<void> {
  const control = page.getByRole(role, { name: label, exact: true });
  await control.waitFor();
  await goToBeginning(page);
  for (let presses = 0; presses < 160; presses++) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
  }
  throw new Error(`Tab never gets to ${label}`);
}

/** Opens everything that is folded. */
export async function openAll(page: Page): Promise<void> {
  for (const each of await page.locator('summary').all()) {
    await each.focus();
    await page.keyboard.press('Enter');
  }
}

/** Goes over the whole page with Tab: every control has its turn, and it can be seen which one has it. */
export async function expectAllReached(page: Page): Promise<void> {
  const wanted = await page.evaluate(() => {
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [tabindex="-1"]');
    const shown = [...document.querySelectorAll(controls)].filter(isShown);
    for (const [index, element] of shown.entries()) element.setAttribute('data-turn', String(index));
    return shown.length;
  });
  await goToBeginning(page);
  const reached = new Set<string>();
  for (let presses = 0; presses < wanted * 2 + 10 && reached.size < wanted; presses++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
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
    if (found.turn === null) continue;
    expect(found.isSeen, `focus can be seen on ${found.html}`).toBe(true);
    reached.add(found.turn);
  }
  const missed = await page.locator('[data-turn]').evaluateAll(
    (all, seen) => {
      const left = all.filter((each) => !seen.includes(each.getAttribute('data-turn')!)).map((each) => each.outerHTML);
      for (const each of all) each.removeAttribute('data-turn');
      return left;
    },
    [...reached],
  );
  expect(missed, `never reached with Tab at ${page.url()}`).toEqual([]);
}
