// npm start: needs only Node 20 and npm. Installs what is missing, builds the pages and the server, then becomes `foxden serve`.
import { requireNode } from './lib/require-node.mjs';

requireNode();
// Not loaded before the version is known to be new enough to read them.
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensurePages } = await import('./lib/pages.mjs');
const { runInstead } = await import('./lib/run.mjs');
const { ensureServer, foxdenProgram } = await import('./lib/server.mjs');

process.env.FOXDEN_INSTALLATION ??= 'npm';
ensureInstalled();
await ensurePages();
await ensureServer();
await runInstead([foxdenProgram(), 'serve', ...process.argv.slice(2)]);
