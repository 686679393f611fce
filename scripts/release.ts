// node scripts/run.mjs scripts/release.ts [--out FOLDER] [--node] [--deb] [--image NAME --repository URL [--digest sha256:…]]
//
// Makes the release tarball; --node with this machine's Node, --deb the Debian package beside it. --image and --repository write
// the names of a release into docker/nas/names.json and all store packages: before that they lead nowhere.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeDeb } from './lib/deb.ts';
import { fillNames } from './lib/names.ts';
import { makeTarball } from './lib/tarball.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.' },
    node: { type: 'boolean', default: false },
    deb: { type: 'boolean', default: false },
    image: { type: 'string' },
    repository: { type: 'string' },
    digest: { type: 'string', default: '' },
  },
});
const { out, node, deb, image, repository, digest } = values;
if ((image === undefined) !== (repository === undefined)) {
  console.error('--image and --repository belong together: the names of a release are all there, or none is.');
  process.exit(2);
}
const tarball = await makeTarball(out, { withNode: node });
console.log(tarball);
if (deb) console.log(await makeDeb(out));
if (image !== undefined && repository !== undefined) {
  // The packages fetch the tarball without Node.
  const plain = node ? await makeTarball(out, { withNode: false }) : tarball;
  await fillNames({
    image,
    repository,
    digest,
    tarball: createHash('sha256').update(readFileSync(plain)).digest('hex'),
  });
}
