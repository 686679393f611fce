import type { BrowserContext, TestInfo } from '@playwright/test';

interface Server {
  url: string;
  output(): string;
  isGone?: boolean;
}

const browsers = new Map<object, () => BrowserContext[]>();
const servers = new Set<Server>();
// What pages showed that a test has closed before it ended, as it does in a `finally`.
const lastSights: Sight[] = [];

interface Sight {
  name: string;
  body: string;
}

/** Has a failing test tell what the pages of a browser show, until it is forgotten. */
export function watchPages(browser: object, contexts: () => BrowserContext[]): void {
  browsers.set(browser, contexts);
}

/** Ends {@link watchPages}, just before the browser is closed. */
export async function forgetPages(browser: object): Promise<void> {
  lastSights.push(...(await sights(browsers.get(browser)?.() ?? [])));
  browsers.delete(browser);
}

/** Has a failing test tell what a server has printed last, also when it is gone by then. */
export function watchServer(server: Server): { forget(): void } {
  servers.add(server);
  return {
    forget: () => {
      server.isGone = true;
    },
  };
}

/** Attaches to a test that failed what all pages show and all servers have printed. Called when it ends. */
export async function tellEvidence(test: TestInfo): Promise<void> {
  if (test.errors.length > 0) {
    const open = await sights([...browsers.values()].flatMap((contexts) => contexts()));
    const printed = [...servers].map(({ url, output }) => ({ name: `log of ${url}`, body: lastLines(output()) }));
    for (const { name, body } of [...lastSights, ...open, ...printed]) {
      await test.attach(name, { body, contentType: 'text/plain' });
    }
  }
  lastSights.length = 0;
  for (const server of servers) if (server.isGone) servers.delete(server);
}

function sights(contexts: BrowserContext[]): Promise<Sight[]> {
  // Firefox's own pages are long, and hardly ever what a test is about.
  const pages = contexts.flatMap((context) => context.pages()).filter((page) => !page.url().startsWith('about:'));
  return Promise.all(
    pages.map(async (page) => ({
      name: `page ${page.url()}`,
      body: await page.ariaSnapshot({ timeout: 5000 }).catch((error) => `can't be read: ${error.message}`),
    })),
  );
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-60).join('\n');
