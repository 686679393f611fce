import { test as playwright } from '@playwright/test';
import { tellEvidence } from './evidence.ts';

/** Playwright's `test`; one that fails brings what all pages show and what Foxden has logged (scripts/lib/tiers.mjs prints it). */
export const test = playwright.extend<{ evidence: undefined }>({
  evidence: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing else is needed
    async ({}, use, testInfo) => {
      await use(undefined);
      await tellEvidence(testInfo);
    },
    // As Playwright's own traces: around hooks, too, since most of what goes wrong in `beforeAll` tells nothing else.
    { auto: 'all-hooks-included' as unknown as true, timeout: 60_000, box: true },
  ],
});
