import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isNewer } from './is-newer.mjs';
import { root } from './pinned-node.mjs';
import { run } from './run.mjs';

const config = join(root, 'src/web/vite.config.ts');
const built = join(root, 'dist/web/index.html');
// Whatever the pages are made of: their own sources, the code they share with the server, and the tools.
const sources = ['src/web', 'src/client', 'src/crypto', 'package-lock.json'].map((path) => join(root, path));

/** Builds the browser pages, unless they are newer than their sources. Ends the process when that fails. */
export async function ensurePages() {
  if (!existsSync(config) || isNewer(built, sources)) return;
  console.log('Building the pages …');
  const code = await run([join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', config, '--logLevel', 'warn'], {
    cwd: root,
  });
  if (code !== 0) process.exit(code);
}
