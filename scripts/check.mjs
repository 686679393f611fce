// npm run check: types, lint and format, and what the house asks beyond them (scripts/check/).
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/pinned-node.mjs';
import { run } from './lib/run.mjs';

ensureInstalled();
const codes = [
  await run([`${root}node_modules/typescript/bin/tsc`], { cwd: root }),
  await run([`${root}scripts/check/main.ts`], { cwd: root }),
  await run([`${root}node_modules/@biomejs/biome/bin/biome`, 'check', '.'], { cwd: root }),
];
process.exit(Math.max(...codes));
