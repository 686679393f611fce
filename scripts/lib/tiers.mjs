import { readFileSync, rmSync } from 'node:fs';
import { root } from './pinned-node.mjs';
import { run } from './run.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: string[], failures: string[], slowest: string[] }} Tally
 * What came of one tier; `skipped` and `failures` have the names (of a failure the message, too), `slowest` the ten that took
 * longest, with seconds.
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
    {
      skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
      failures: testResults
        .filter(({ status }) => status === 'failed')
        .flatMap(({ name, message, assertionResults }) => [
          ...(message ? [`${name}: ${message}`] : []),
          ...assertionResults
            .filter(({ status }) => status === 'failed')
            .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`),
        ]),
      slowest: slowestOf(tests.map(({ fullName, duration }) => ({ name: fullName, ms: duration ?? 0 }))),
    },
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
  const specs = suites.flatMap(specsOf);
  return tally(code, stats.expected + stats.flaky, stats.unexpected, {
    skipped: specs.filter(({ tests }) => tests.every(({ status }) => status === 'skipped')).map(({ name }) => name),
    failures: specs.filter(({ ok }) => !ok).map(({ name, tests }) => `${name}\n${messagesOf(tests)}`),
    slowest: slowestOf(specs.map(({ name, tests }) => ({ name, ms: durationOf(tests) }))),
  });
}

function specsOf({ title, suites = [], specs = [] }) {
  return [...specs, ...suites.flatMap(specsOf)].map((spec) => ({
    ...spec,
    name: `${title}: ${spec.name ?? spec.title}`,
  }));
}

const resultsOf = (tests) => tests.flatMap(({ results }) => results);
const durationOf = (tests) => resultsOf(tests).reduce((sum, { duration }) => sum + duration, 0);
const messagesOf = (tests) =>
  resultsOf(tests)
    .flatMap(({ errors }) => errors.map(({ message }) => message))
    .join('\n');

const slowestOf = (timed) =>
  timed
    .sort((one, other) => other.ms - one.ms)
    .slice(0, 10)
    .map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);

// A runner that failed without a failed test has failed all the same.
function tally(code, passed, failed, lists) {
  return { passed, failed: Math.max(failed, code === 0 ? 0 : 1), ...lists };
}

function read(file, otherwise) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return otherwise;
  }
}
