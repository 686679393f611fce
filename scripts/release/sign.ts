// node scripts/run.mjs scripts/release/sign.ts [--out FOLDER]
//
// Signs the image by its digest, and each archive of the release, with the identity of who runs this (keyless, by cosign).
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { archives } from './archives.ts';
import { readRelease, releaseFolder, tool } from './step.ts';

const out = releaseFolder();
const { image, digest } = readRelease(out);
await tool('cosign', ['sign', '--yes', `${image}@${digest}`]);
for (const name of archives(readdirSync(out))) {
  const file = join(out, name);
  await tool('cosign', ['sign-blob', '--yes', '--bundle', `${file}.sigstore.json`, file]);
}
