import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // Each test drives two or three browsers and a server; more than one at a time only slows all of them on two cores, since
  // browsers that wait also work.
  workers: 1,
  fullyParallel: false,
  // Nothing here is about time: these limits only end what would never come to an end, on the slowest machine, too.
  timeout: 900_000,
  use: { actionTimeout: 120_000, navigationTimeout: 120_000 },
  // No second try: a test that needs one hides a fault, its own or Foxden's.
  retries: 0,
  expect: { timeout: 120_000 },
  reporter: process.env.CI ? [['list'], ['json', { outputFile: '../test-results/e2e.json' }]] : 'list',
  outputDir: '../test-results/e2e',
});
