import { command } from './command.ts';
import { NoEngine } from './no-engine.ts';

/**
 * Address of the Debian archive that this machine installs from, and that containers are made from as well.
 *
 * @throws {NoEngine} When apt knows none.
 */
export async function debianMirror(): Promise<string> {
  const known = await command('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const mirror = known.split('\n').find((address) => /\/debian\/?$/.test(address));
  if (!mirror) throw new NoEngine('apt knows no Debian archive that containers could be made from');
  return mirror;
}
