// node scripts/run.mjs scripts/release/try-image.ts [--out FOLDER]
//
// Runs the released image on both architectures: it has to start there and say its version.
import { releaseVersion } from '../lib/release-tree.ts';
import { readRelease, releaseFolder, tool } from './step.ts';

const { image, digest } = readRelease(releaseFolder());
const version = await releaseVersion();
for (const platform of ['linux/amd64', 'linux/arm64']) {
  const said = await tool('docker', ['run', '--rm', '--platform', platform, `${image}@${digest}`, '--version']);
  if (!said.includes(version)) throw new Error(`On ${platform} the image says "${said.trim()}" instead of ${version}.`);
  console.log(`${platform}: ${said.trim()}`);
}
