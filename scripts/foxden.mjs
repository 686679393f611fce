#!/usr/bin/env node
// npx foxden …: the `foxden` command under the pinned Node.
import { root } from './lib/pinned-node.mjs';
import { runInstead } from './lib/run.mjs';

await runInstead([`${root}src/main.ts`, ...process.argv.slice(2)]);
