// npm start: needs only Node 20 and npm. Installs what is missing, builds the pages, then becomes `foxden serve`.
import { ensureInstalled } from './lib/install.mjs';
import { ensurePages } from './lib/pages.mjs';
import { root } from './lib/pinned-node.mjs';
import { runInstead } from './lib/run.mjs';

ensureInstalled();
await ensurePages();
await runInstead([`${root}src/main.ts`, 'serve', ...process.argv.slice(2)]);
