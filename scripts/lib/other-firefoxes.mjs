import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './pinned-node.mjs';

/** Folder with one Firefox of another age each; never a part of the repository or of the system. */
export const firefoxCache = join(root, '.cache/firefox');

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

// Names are folders of the cache. `suites` are Debian's releases in which the version may stand, the best first.
const wanted = [
  { name: 'esr140', package: 'firefox-esr', major: '140', suites: ['bookworm', 'trixie', 'bullseye'] },
  { name: 'newest', package: 'firefox', major: '', suites: ['sid'], keepDays: 7 },
  { name: 'esr115', package: 'firefox-esr', major: '115', suites: ['bullseye', 'bookworm'], isExtra: true },
];

/**
 * Brings Firefoxes of other ages beside the installed one: each with everything it needs of its own Debian release, unpacked
 * into a folder and installed nowhere. What can't be had is said; its tests are skipped by name.
 *
 * @param {{ every: boolean }} options - Whether the oldest one is wanted, too.
 */
export function ensureOtherFirefoxes({ every }) {
  for (const firefox of wanted) {
    if ((firefox.isExtra && !every) || isFresh(firefox)) continue;
    const problem = bring(firefox);
    if (problem) console.log(`No Firefox ${firefox.name} to test with: ${problem}.`);
  }
}

function isFresh({ name, keepDays = Number.POSITIVE_INFINITY }) {
  const mark = join(firefoxCache, name, 'version');
  return existsSync(mark) && Date.now() - statSync(mark).mtimeMs < keepDays * 86_400_000;
}

function bring(firefox) {
  const needed = ['/usr/bin/apt-get', '/usr/bin/dpkg-deb', '/usr/bin/unshare'].filter((path) => !existsSync(path));
  if (process.getuid?.() !== 0 || needed.length > 0) return 'that takes root on Debian';
  let problem = 'no release of Debian has it';
  for (const suite of firefox.suites) {
    // Beside the old one, which stays in use until the new one is whole.
    const folder = join(firefoxCache, `${firefox.name}.new`);
    rmSync(folder, { recursive: true, force: true });
    try {
      const apt = openArchive(folder, suite);
      for (const version of versions(apt, firefox)) {
        console.log(`Bringing Firefox ${version} of Debian ${suite} for the tests …`);
        try {
          apt('get', '--download-only', 'install', `${firefox.package}=${version}`);
        } catch (error) {
          // An archive may list a build that it no longer serves.
          problem = error.message;
          continue;
        }
        unpack(folder);
        writeFileSync(join(folder, 'version'), `${version.replace(/^\d+:/, '').replace(/(esr)?-.*/, '')}\n`);
        rmSync(join(firefoxCache, firefox.name), { recursive: true, force: true });
        renameSync(folder, join(firefoxCache, firefox.name));
        return undefined;
      }
    } catch (error) {
      problem = error.message;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return problem;
}

// An apt of its own, that believes nothing to be installed and so fetches every library, too.
function openArchive(folder, suite) {
  for (const path of ['state/lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'status'), '');
  writeFileSync(join(folder, 'sources.list'), sources(suite).join('\n'));
  const config = join(folder, 'apt.conf');
  const settings = {
    'Dir::Etc::SourceList': join(folder, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    'Dir::State': join(folder, 'state'),
    'Dir::State::Status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Binary::apt-get::APT::Keep-Downloaded-Packages': 'true',
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': 'false',
    'APT::Get::Assume-Yes': 'true',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    'Acquire::http::Timeout': '30',
    'Debug::NoLocking': 'true',
  };
  writeFileSync(
    config,
    Object.entries(settings)
      .map(([name, value]) => `${name} "${value}";\n`)
      .join(''),
  );
  const apt = (tool, ...args) => command(`apt-${tool}`, args, { ...process.env, APT_CONFIG: config });
  apt('get', 'update');
  return apt;
}

// The archives that this machine itself installs from.
function sources(suite) {
  const lines = command('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const signedBy = existsSync(keyring) ? `[signed-by=${keyring}] ` : '';
  const entry = (pattern, name) => {
    const found = lines.split('\n').find((address) => pattern.test(address));
    return found ? [`deb ${signedBy}${found} ${name} main`] : [];
  };
  const main = entry(/\/debian\/?$/, suite);
  if (main.length === 0) throw new Error('apt knows no Debian archive');
  return suite === 'sid' ? main : [...main, ...entry(/\/debian-security\/?$/, `${suite}-security`)];
}

function versions(apt, { package: name, major }) {
  const lines = apt('cache', 'madison', name).split('\n');
  return lines
    .map((line) => line.split('|')[1]?.trim() ?? '')
    .filter((version) => version !== '' && version.startsWith(major));
}

function unpack(folder) {
  const target = join(folder, 'root');
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(target, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(target, name));
  }
  mkdirSync(join(target, 'usr/share/fonts'), { recursive: true });
  const archives = join(folder, 'cache/archives');
  for (const file of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    const script = 'set -o pipefail; dpkg-deb --fsys-tarfile "$0" | tar -x --keep-directory-symlink -C "$1"';
    command('bash', ['-c', script, join(archives, file), target]);
  }
  for (const path of ['cache', 'state']) rmSync(join(folder, path), { recursive: true });
}

function command(program, args, env = process.env) {
  const options = { env, encoding: 'utf8', timeout: 300_000, maxBuffer: 64 * 1024 * 1024 };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0)
    throw new Error(`${program} ${args[0]} failed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  return stdout;
}
