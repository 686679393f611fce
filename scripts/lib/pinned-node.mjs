import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Oldest major version of Node that runs Foxden's TypeScript as it is. */
export const neededMajor = 26;

const installed = `${root}node_modules/.bin/node`;

/**
 * Finds the Node that runs Foxden: the one that package.json pins, or this one if it is new enough (container images have
 * no second copy).
 *
 * @returns {string | undefined} Path of the executable; undefined when there is none.
 */
export function pinnedNode() {
  if (existsSync(installed)) return installed;
  return Number(process.versions.node.split('.')[0]) >= neededMajor ? process.execPath : undefined;
}

/** What to do when {@link pinnedNode} found nothing. */
export const noPinnedNode = existsSync(`${root}node_modules`)
  ? `Foxden runs on Node ${neededMajor}, which npm installs beside it, but ${installed} is not there.
npm was probably told not to run install scripts. Let it run this one, then try again:
  npm rebuild node --ignore-scripts=false`
  : 'Foxden is not installed yet. Run npm start once, or npm ci.';
