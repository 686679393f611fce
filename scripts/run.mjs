// node scripts/run.mjs FILE …: runs a TypeScript file under the pinned Node, after installing what is missing.
// With --help it prints the comment that the file begins with, instead.
import { readFileSync } from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { runInstead } from './lib/run.mjs';

const [file, ...options] = process.argv.slice(2);
if (file && options.includes('--help')) {
  const [comment] = /^(\/\/.*\n)*/.exec(readFileSync(file, 'utf8'));
  console.log(comment.replaceAll(/^\/\/ ?/gm, '').trimEnd());
} else {
  ensureInstalled();
  await runInstead(process.argv.slice(2));
}
