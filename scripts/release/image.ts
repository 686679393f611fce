// FOXDEN_IMAGE=… FOXDEN_REPOSITORY=… node scripts/run.mjs scripts/release/image.ts [--out FOLDER]
//
// Builds the image for both architectures from base images of today's digests, with SBOM and provenance, pushes it, and leaves its
// digest in release.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitTime, releaseVersion, repository } from '../lib/release-tree.ts';
import { isPreRelease } from './changelog.ts';
import { needed, releaseFolder, tool, writeRelease } from './step.ts';

const out = releaseFolder();
const image = needed('FOXDEN_IMAGE', 'the image with its registry, without a tag');
const source = needed('FOXDEN_REPOSITORY', 'the https address of the repository');
const version = await releaseVersion();

/** Images that the Dockerfile begins with; a stage's own name has no tag. */
const names = new Set(
  [...readFileSync(join(repository, 'docker/Dockerfile'), 'utf8').matchAll(/^FROM (\S+:\S+)/gm)].map(
    ([, name]) => name!,
  ),
);
const bases: Record<string, string> = {};
for (const name of names) {
  const found = await tool('docker', ['buildx', 'imagetools', 'inspect', name, '--format', '{{.Manifest.Digest}}']);
  bases[name] = found.trim();
}

const tags = isPreRelease(version) ? [version] : [version, version.split('.').slice(0, 2).join('.'), 'latest'];
const labels = {
  title: 'Foxden',
  version,
  source,
  licenses: 'MPL-2.0',
  revision: (await tool('git', ['rev-parse', 'HEAD'], { cwd: repository })).trim(),
};
const metadata = join(out, 'image-metadata.json');
writeRelease(out, { image, digest: '', bases });
await tool(
  'docker',
  [
    ...['buildx', 'build', '--file', 'docker/Dockerfile', '--platform', 'linux/amd64,linux/arm64'],
    ...['--pull', '--push', '--sbom=true', '--provenance=mode=max', '--metadata-file', metadata],
    ...Object.entries(bases).flatMap(([name, digest]) => [
      '--build-context',
      `${name}=docker-image://${name}@${digest}`,
    ]),
    ...Object.entries(labels).flatMap(([name, value]) => ['--label', `org.opencontainers.image.${name}=${value}`]),
    ...tags.flatMap((tag) => ['--tag', `${image}:${tag}`]),
    '.',
  ],
  { cwd: repository, env: { SOURCE_DATE_EPOCH: await commitTime() } },
);
const built = JSON.parse(readFileSync(metadata, 'utf8')) as { 'containerimage.digest': string };
writeRelease(out, { image, digest: built['containerimage.digest'], bases });
console.log(`${image}:${version}@${built['containerimage.digest']}`);
