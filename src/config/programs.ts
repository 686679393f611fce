import { fileURLToPath } from 'node:url';

/** Folder of this Foxden: what it is made of lies there, in the sources as in a release. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether these are the few files that scripts/build-server.mjs makes of the sources; they lie in dist/server. */
export const isBundle = import.meta.url.endsWith('.cjs');

const program = (bundled: string, source: string) => root + (isBundle ? `dist/server/${bundled}` : `src/${source}`);

/** What a worker runs. */
export const workerProgram = program('worker.cjs', 'worker/main.ts');

/** What the hub runs. */
export const hubProgram = program('hub.cjs', 'worker/hub-main.ts');
