import { readFileSync, rmSync } from 'node:fs';
import { root } from './pinned-node.mjs';
import { run } from './run.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Tally
 * What came of one tier; `skipped` has the names.
 */

/**
 * Runs the unit and black-box tests.
 *
 * @param {string[]} filters - Parts of file names; none: all.
 * @returns {Promise<Tally>}
 */
export async function runUnitTier(filters) {
  const report = `${root}test-results/unit.json`;
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'];
  const code = await run([`${root}node_modules/vitest/vitest.mjs`, 'run', ...reporters, ...filters], { cwd: root });
  const { testResults } = read(report, { testResults: [] });
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return tally(
    code,
    tests.filter(({ status }) => status === 'passed').length,
    // A file that can't be loaded has no tests that could fail.
    tests.filter(({ status }) => status === 'failed').length +
      testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length,
    tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  );
}

/**
 * Runs the tests with real browsers and the whole stack.
 *
 * @param {string[]} filters - Parts of file names; none: all.
 * @param {Record<string, string>} env - More of the environment.
 * @returns {Promise<Tally>}
 */
export async function runEndToEndTier(filters, env = {}) {
  const report = `${root}test-results/e2e.json`;
  rmSync(report, { force: true });
  const program = `${root}node_modules/@playwright/test/cli.js`;
  const code = await run(
    [
      program,
      'test',
      '-c',
      `${root}e2e/playwright.config.ts`,
      '--reporter=list,json',
      '--pass-with-no-tests',
      ...filters,
    ],
    { cwd: root, env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  const { suites, stats } = read(report, { suites: [], stats: { expected: 0, unexpected: 0, flaky: 0 } });
  return tally(code, stats.expected + stats.flaky, stats.unexpected, suites.flatMap(skippedSpecs));
}

function skippedSpecs({ title, suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.every(({ status }) => status === 'skipped'));
  return [...own.map((spec) => `${title}: ${spec.title}`), ...suites.flatMap(skippedSpecs)];
}

// A runner that failed without a failed test has failed all the same.
function tally(code, passed, failed, skipped) {
  return { passed, failed: Math.max(failed, code === 0 ? 0 : 1), skipped };
}

function read(file, otherwise) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return otherwise;
  }
}
