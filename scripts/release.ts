// node scripts/run.mjs scripts/release.ts [--node] [--out FOLDER]: makes the release tarball.
import { parseArgs } from 'node:util';
import { makeTarball } from './lib/tarball.ts';

const { values } = parseArgs({ options: { node: { type: 'boolean' }, out: { type: 'string', default: '.' } } });
console.log(await makeTarball(values.out, { withNode: values.node ?? false }));
