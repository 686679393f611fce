// npm run dev: Foxden for whoever works on it, on http://localhost:8000, with its data in data/dev. The server starts anew when
// one of its sources changes; the pages come from Vite as they are written, and an open page follows each change.
import { requireNode } from './lib/require-node.mjs';

requireNode();
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensurePages } = await import('./lib/pages.mjs');
const { root } = await import('./lib/pinned-node.mjs');
const { runInstead } = await import('./lib/run.mjs');

ensureInstalled();
// Foxden wants pages that are built when it starts, though these are not the ones that are shown.
await ensurePages();
await runInstead([`${root}scripts/dev/main.ts`, ...process.argv.slice(2)]);
