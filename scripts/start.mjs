// npm start: needs only Node 20 and npm. Installs what is missing, builds the pages, then becomes `foxden serve`.
import { requireNode } from './lib/require-node.mjs';

requireNode();
// Not loaded before the version is known to be new enough to read them.
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensurePages } = await import('./lib/pages.mjs');
const { root } = await import('./lib/pinned-node.mjs');
const { runInstead } = await import('./lib/run.mjs');

process.env.FOXDEN_INSTALLATION ??= 'npm';
ensureInstalled();
await ensurePages();
await runInstead([`${root}src/main.ts`, 'serve', ...process.argv.slice(2)]);
