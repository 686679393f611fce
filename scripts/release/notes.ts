// FOXDEN_TAG=v1.2.3 node scripts/run.mjs scripts/release/notes.ts [--out FOLDER]
//
// First step of a release: the tag, package.json and the changelog have to speak of one version. Writes that version's section
// of the changelog into notes.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseVersion, repository } from '../lib/release-tree.ts';
import { sectionOf } from './changelog.ts';
import { needed, releaseFolder } from './step.ts';

const out = releaseFolder();
const tag = needed('FOXDEN_TAG', 'the tag that is released, such as v1.2.3');
const version = await releaseVersion();
if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json says ${version}.`);
const notes = sectionOf(readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'), version);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'notes.md'), notes);
console.log(notes);
