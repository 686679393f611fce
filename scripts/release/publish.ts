// FOXDEN_TAG=v1.2.3 node scripts/run.mjs scripts/release/publish.ts [--out FOLDER]
//
// Publishes the release: its section of the changelog, the archives with checksums and signatures, and what the image was built
// from.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archives } from './archives.ts';
import { isPreRelease } from './changelog.ts';
import { needed, readRelease, releaseFolder, tool } from './step.ts';

const out = releaseFolder();
const tag = needed('FOXDEN_TAG', 'the tag that is released, such as v1.2.3');
const { image, digest, bases } = readRelease(out);
const names = archives(readdirSync(out));
if (names.length === 0) throw new Error(`${out} has no archive: run scripts/release.ts --out ${out} first.`);
const sums = names.map((name) => {
  const sum = createHash('sha256')
    .update(readFileSync(join(out, name)))
    .digest('hex');
  return `${sum}  ${name}\n`;
});
writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
const builtFrom = Object.entries(bases).map(([name, sum]) => `- built from \`${name}@${sum}\`\n`);
const notes = join(out, 'release-notes.md');
writeFileSync(
  notes,
  `${readFileSync(join(out, 'notes.md'), 'utf8')}\n### Image\n- \`${image}@${digest}\`\n${builtFrom.join('')}`,
);
const signatures = readdirSync(out).filter((name) => name.endsWith('.sigstore.json'));
const files = ['SHA256SUMS', ...names, ...signatures].map((name) => join(out, name));
const kind = isPreRelease(tag) ? ['--prerelease'] : [];
await tool('gh', ['release', 'create', tag, '--verify-tag', '--title', tag, '--notes-file', notes, ...kind, ...files]);
