import { expect } from '@playwright/test';
import type { Marionette } from './marionette.ts';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

type ElementReference = { [elementKey]: string };

/** One tab, used as a person uses it: by the words on it, mouse and keys. Everything waits for what it needs. */
export interface Tab {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Types into the field with a label, in place of what it holds. */
  fill(label: string, text: string): Promise<void>;
  /** Clicks a button or link. */
  press(name: RegExp): Promise<void>;
  /** Waits for a text anywhere on the page. */
  see(text: RegExp): Promise<void>;
  /** All text of the page. */
  text(): Promise<string>;
  /** Runs a function in the page. */
  run<Result, Argument>(work: (argument: Argument) => Result | Promise<Result>, argument?: Argument): Promise<Result>;
  /** Picture of what is seen, as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Controls the tab with a handle. */
export function createTab(marionette: Marionette, handle: string): Tab {
  // Which tab is spoken to belongs to the session.
  const here = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await marionette.send('Marionette:SetContext', { value: 'content' });
    await marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
    return work();
  };
  const run: Tab['run'] = (work, argument) => here(() => marionette.run('content', work, argument));

  async function find(kind: 'field' | 'button', pattern: RegExp): Promise<string> {
    let found: ElementReference | null = null;
    // What the page shows instead is what tells why it isn't there.
    await expect
      .poll(
        async () => {
          found = await run(findElement, { kind, source: pattern.source, flags: pattern.flags }).catch(() => null);
          return found ? 'found' : run(() => document.body.textContent).catch(String);
        },
        { message: `${kind} ${pattern}` },
      )
      .toBe('found');
    return found![elementKey];
  }

  // A page that is still drawing may replace the element between finding and using it.
  async function onFound(kind: 'field' | 'button', pattern: RegExp, use: (id: string) => Promise<void>): Promise<void> {
    await expect(async () => {
      const id = await find(kind, pattern);
      await here(() => use(id));
    }).toPass({ timeout: 150_000 });
  }

  return {
    goto: (url) => here(() => marionette.send('WebDriver:Navigate', { url })),
    url: () => here(async () => (await marionette.send<{ value: string }>('WebDriver:GetCurrentURL')).value),
    async fill(label, text) {
      await onFound('field', new RegExp(`^${label}$`), async (id) => {
        await marionette.send('WebDriver:ElementClear', { id });
        await marionette.send('WebDriver:ElementSendKeys', { id, text });
      });
    },
    press: (name) => onFound('button', name, (id) => marionette.send('WebDriver:ElementClick', { id })),
    async see(text) {
      let shown = '';
      await expect
        .poll(
          async () => {
            shown = await run(() => document.body.textContent ?? '').catch(() => shown);
            return shown;
          },
          { message: `${text} on the page` },
        )
        .toMatch(text);
    },
    text: () => run(() => document.body.textContent ?? ''),
    run,
    screenshot: () =>
      here(async () => {
        const { value } = await marionette.send<{ value: string }>('WebDriver:TakeScreenshot', { full: false });
        return Buffer.from(value, 'base64');
      }),
    async close() {
      await here(() => marionette.send('WebDriver:CloseWindow'));
      const [left] = await marionette.send<string[]>('WebDriver:GetWindowHandles');
      await marionette.send('WebDriver:SwitchToWindow', { handle: left, focus: true });
    },
  };
}

// Runs in the page.
function findElement({
  kind,
  source,
  flags,
}: {
  kind: string;
  source: string;
  flags: string;
}): ElementReference | null {
  const pattern = new RegExp(source, flags);
  const isThere = (element: Element) => element.getClientRects().length > 0;
  const words = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  const found =
    kind === 'button'
      ? [...document.querySelectorAll('button, a')].find((one) => isThere(one) && pattern.test(words(one)))
      : [...document.querySelectorAll('label')].find((one) => isThere(one) && pattern.test(words(one)))?.control;
  return (found ?? null) as unknown as ElementReference | null;
}
