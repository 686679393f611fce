import { existsSync, readFileSync, rmSync } from 'node:fs';
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
    failures: specs
      .filter(({ ok }) => !ok)
      .map(({ name, tests }) => `${name}\n${resultsOf(tests).map(whatIsKnown).join('\n')}`),
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

// Of a failed test: its errors with the lines of code, what the page showed that it waited on, and what the test has attached in
// words: all open pages and the logs of its servers (e2e/harness/evidence.ts).
function whatIsKnown({ errors, attachments }) {
  const context = attachments.find(({ name, path }) => name === 'error-context' && path)?.path;
  const [details] = context && existsSync(context) ? readFileSync(context, 'utf8').split('# Page snapshot') : [''];
  const sights = [...details.matchAll(/```yaml\n([\s\S]*?)\n```/g)].map(([, sight]) => `What it saw:\n${sight}`);
  const attached = attachments
    .filter(({ contentType, body }) => contentType === 'text/plain' && body)
    .map(({ name, body }) => `${name}:\n${Buffer.from(body, 'base64')}`);
  return [...errors.map(({ message, snippet = '' }) => `${message}\n${snippet}`), ...sights, ...attached].join('\n\n');
}

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
