// node scripts/run.mjs docker/nas/generate.ts: writes the app stores' packages anew.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packages } from './packages.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const list = join(folder, 'generated.txt');

// What the last run wrote may no longer be wanted.
for (const path of readFileSync(list, 'utf8').split('\n').filter(Boolean)) rmSync(join(folder, path), { force: true });
const files = packages();
for (const [path, content] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
writeFileSync(list, `${Object.keys(files).sort().join('\n')}\n`);
console.log(`Wrote ${Object.keys(files).length} files below ${folder}.`);
