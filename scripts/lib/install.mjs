import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { neededMajor, noPinnedNode, pinnedNode, root } from './pinned-node.mjs';

/** Installs what package-lock.json names, unless it is all there. Ends the process, in words, when that fails. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing what Foxden needs (npm ci) …');
  // Packages that want a newer Node than this one get it: they run on the Node that is being installed.
  let npm = npmCi();
  if (npm.status) {
    // A connection that breaks in the middle of a package ends npm; what it has already is in its cache.
    console.log('npm ci did not end well. Trying once more: it fetches only what is still missing …');
    npm = npmCi();
  }
  if (npm.status !== 0)
    fail(`npm ci failed${npm.error ? ` (${npm.error.message})` : ''}. What it says above tells why.`);
  const node = pinnedNode();
  if (!node) fail(noPinnedNode);
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const major = Number(/^v(\d+)/.exec(version.stdout ?? '')?.[1]);
  if (!(major >= neededMajor)) {
    fail(
      `${node} should be Node ${neededMajor}, but ${version.stdout?.trim() || version.error?.message || version.stderr}.`,
    );
  }
}

const npmCi = () =>
  spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root, stdio: 'inherit' });

// npm keeps beside the packages a list of what it has put there.
function isInstalled() {
  const wanted = packagesOf(`${root}package-lock.json`);
  const present = packagesOf(`${root}node_modules/.package-lock.json`);
  if (!pinnedNode() || !wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
