#!/usr/bin/env node
// npx foxden …: the `foxden` command under the pinned Node.
import { requireNode } from './lib/require-node.mjs';

requireNode();
const { runInstead } = await import('./lib/run.mjs');
const { foxdenProgram } = await import('./lib/server.mjs');

process.env.FOXDEN_INSTALLATION ??= 'npm';
await runInstead([foxdenProgram(), ...process.argv.slice(2)]);
