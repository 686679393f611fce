// node scripts/run.mjs FILE …: runs a TypeScript file under the pinned Node, after installing what is missing.
import { ensureInstalled } from './lib/install.mjs';
import { runInstead } from './lib/run.mjs';

ensureInstalled();
await runInstead(process.argv.slice(2));
