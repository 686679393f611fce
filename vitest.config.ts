import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'testing/**/*.test.ts', 'scripts/**/*.test.ts', 'nginx/**/*.test.ts', 'docker/**/*.test.ts'],
    globalSetup: 'testing/shared-databases.ts',
    // On a shared machine a process is now and then starved until a test gives up; it gets a second try there.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
