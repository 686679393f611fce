import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // A file drives browsers and a server, and waits for them half of the time: another one fits beside it on two cores.
  workers: 2,
  fullyParallel: false,
  timeout: 240_000,
  // No second try: a test that needs one hides a fault, its own or Foxden's.
  retries: 0,
  expect: { timeout: 30_000 },
  reporter: process.env.CI ? [['list'], ['json', { outputFile: '../test-results/e2e.json' }]] : 'list',
  outputDir: '../test-results/e2e',
});
