// FOXDEN_REPOSITORY=… FOXDEN_BRANCH=main node scripts/run.mjs scripts/release/store-packages.ts [--out FOLDER]
//
// Last step: writes image, digest and checksum into the packages of all app stores and the address into the README, and commits
// that to the branch from which the stores read.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillNames } from '../lib/names.ts';
import { releaseVersion, repository } from '../lib/release-tree.ts';
import { needed, readRelease, releaseFolder, tool } from './step.ts';

const out = releaseFolder();
const source = needed('FOXDEN_REPOSITORY', 'the https address of the repository');
const branch = needed('FOXDEN_BRANCH', 'the branch that the stores read');
// Another repository is for the test.
const root = process.env.FOXDEN_CHECKOUT ?? repository;
const { image, digest } = readRelease(out);
const version = await releaseVersion();
const tarball = createHash('sha256')
  .update(readFileSync(join(out, `foxden-${version}.tar.gz`)))
  .digest('hex');

const git = (...args: string[]) => tool('git', args, { cwd: root });
await git('fetch', 'origin', branch);
await git('checkout', '-B', branch, `origin/${branch}`);
await fillNames({ image, repository: source, digest, tarball }, root);
await git('add', 'docker/nas', 'README.md');
const author = ['-c', 'user.name=Foxden release', '-c', 'user.email=release@foxden.invalid'];
await git(...author, 'commit', '-m', `The packages of the app stores install ${version}`);
await git('push', 'origin', `HEAD:${branch}`);
