// npm test [-- --unit | --e2e] [--every-firefox] [filter …]: sets up what the tests need, runs them, and ends with one line of
// counts. --every-firefox brings the oldest Firefox that Foxden knows, too.
import { parseArgs } from 'node:util';
import { forgetClients, writeClientTable } from './lib/client-table.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ensureOtherFirefoxes } from './lib/other-firefoxes.mjs';
import { ensurePages } from './lib/pages.mjs';
import { ensureServer } from './lib/server.mjs';
import { ensureSystem } from './lib/system.mjs';
import { runEndToEndTier, runUnitTier } from './lib/tiers.mjs';

const { values, positionals } = parseArgs({
  options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' }, 'every-firefox': { type: 'boolean' } },
  allowPositionals: true,
});

ensureInstalled();
const hasFirefox = ensureSystem();
await ensurePages();
await ensureServer();

const tallies = [];
if (!values.e2e) tallies.push(await runUnitTier(positionals));
if (!values.unit) {
  const every = values['every-firefox'] ?? false;
  if (hasFirefox) ensureOtherFirefoxes({ every });
  forgetClients();
  tallies.push(
    hasFirefox
      ? await runEndToEndTier(positionals, every ? { EVERY_FIREFOX: 'yes' } : {})
      : { passed: 0, failed: 0, skipped: ['e2e: every test that drives a real Firefox'], failures: [], slowest: [] },
  );
}

writeClientTable('test-results/clients.md');
if (values['every-firefox'] && positionals.length === 0) writeClientTable('docs/clients.md');

const sum = (count) => tallies.reduce((total, tally) => total + count(tally), 0);
const skipped = tallies.flatMap((tally) => tally.skipped);
const failures = tallies.flatMap((tally) => tally.failures);
const passed = sum((tally) => tally.passed);
const failed = sum((tally) => tally.failed);
for (const { slowest } of tallies) console.log(`\nSlowest:\n${slowest.join('\n')}`);
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
if (failures.length > 0) console.log(`\nFailed:\n\n${failures.join('\n\n')}`);
console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
