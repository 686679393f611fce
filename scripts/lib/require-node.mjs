/** Oldest major version of Node that can install Foxden; it brings a newer one along to run on. */
const oldest = 20;

/**
 * Ends the process in one sentence where Foxden can't be installed.
 *
 * @param {string} version - Of the Node that runs this.
 * @param {string} platform - As `process.platform`.
 */
export function requireNode(version = process.versions.node, platform = process.platform) {
  const refusal = refusalOf(version, platform);
  if (refusal === undefined) return;
  console.error(refusal);
  process.exit(1);
}

/** Why Foxden can't be installed here, in a sentence; undefined when it can. */
export function refusalOf(version, platform) {
  if (platform === 'win32') {
    return 'Foxden runs on Linux and macOS. On Windows use Docker Desktop (docker compose up -d), or npm start inside WSL.';
  }
  if (Number(version.split('.')[0]) >= oldest) return undefined;
  return `Foxden needs Node ${oldest} or newer to install itself, and this is Node ${version}: install a newer one (nodejs.org, or your system's packages), then try again.`;
}
