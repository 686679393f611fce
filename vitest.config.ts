import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'testing/**/*.test.ts', 'scripts/**/*.test.ts', 'nginx/**/*.test.ts', 'docker/**/*.test.ts'],
    globalSetup: 'testing/shared-databases.ts',
    // Tests assert no time: these only end what hangs, and a machine under load takes many times as long as a quiet one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Waits are for a state, which a machine under load reaches late; a second, which Vitest would wait, says nothing.
    expect: { poll: { timeout: 120_000 } },
    maxWorkers: 2,
  },
});
