import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'testing/**/*.test.ts', 'scripts/**/*.test.ts', 'nginx/**/*.test.ts', 'docker/**/*.test.ts'],
    globalSetup: 'testing/shared-databases.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Waits are for a state, which a machine under load reaches late; a second, which Vitest would wait, says nothing.
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
