// npm run pictures [FOLDER]: takes the pictures of the README anew.
import { ensureInstalled } from './lib/install.mjs';
import { ensurePages } from './lib/pages.mjs';
import { runInstead } from './lib/run.mjs';

ensureInstalled();
await ensurePages();
await runInstead(['e2e/pictures/main.ts', ...process.argv.slice(2)]);
