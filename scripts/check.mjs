// npm run check: types, lint and format, what the house asks beyond them (scripts/check/), and that the pages use nothing that
// the oldest browsers lack.
import { ensureInstalled } from './lib/install.mjs';
import { ensurePages } from './lib/pages.mjs';
import { root } from './lib/pinned-node.mjs';
import { run } from './lib/run.mjs';

ensureInstalled();
await ensurePages();
const codes = await Promise.all([
  run([`${root}node_modules/typescript/bin/tsc`], { cwd: root }),
  // The language as the oldest browsers have it; what else they have is looked up in the built pages.
  run([`${root}node_modules/typescript/bin/tsc`, '-p', `${root}src/web/tsconfig.json`], { cwd: root }),
  run([`${root}scripts/check/main.ts`], { cwd: root }),
  run([`${root}node_modules/@biomejs/biome/bin/biome`, 'check', '.'], { cwd: root }),
]);
const { findTooNewApis } = await import('./lib/api-floor.mjs');
const tooNew = findTooNewApis();
for (const line of tooNew) console.log(`Too new for the oldest browser that the pages work in: ${line}`);
codes.push(tooNew.length > 0 ? 1 : 0);
process.exit(Math.max(...codes));
