#!/usr/bin/env node
// npx foxden …: the `foxden` command under the pinned Node.
import { requireNode } from './lib/require-node.mjs';

requireNode();
const { root } = await import('./lib/pinned-node.mjs');
const { runInstead } = await import('./lib/run.mjs');

process.env.FOXDEN_INSTALLATION ??= 'npm';
await runInstead([`${root}src/main.ts`, ...process.argv.slice(2)]);
