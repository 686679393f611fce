import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

// Debian keeps each version of PostgreSQL in a folder of its own, that of its client as well.
const postgres = '/usr/lib/postgresql';
const postgresServers = () =>
  (existsSync(postgres) ? readdirSync(postgres) : []).map((version) => `${postgres}/${version}/bin/postgres`);

// Real programs that tests run against. A test whose program is missing is skipped by name.
const programs = [
  { debian: 'mariadb-server', paths: ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'], tests: 'everything on MariaDB' },
  { debian: 'galera-4', paths: ['/usr/lib/galera/libgalera_smm.so'], tests: 'several appliances on a Galera cluster' },
  { debian: 'rsync', paths: ['/usr/bin/rsync'], tests: 'several appliances on a Galera cluster' },
  { debian: 'postgresql', paths: postgresServers, tests: 'import from PostgreSQL' },
  { debian: 'firefox-esr', paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'], tests: 'the real Firefox' },
  { debian: 'chromium', paths: ['/usr/bin/chromium'], tests: 'the pages in Chromium' },
  { debian: 'nginx', paths: ['/usr/sbin/nginx'], tests: 'Nginx in front' },
  { debian: 'caddy', paths: ['/usr/bin/caddy'], tests: 'Caddy in front' },
  { debian: 'apache2-bin', paths: ['/usr/sbin/apache2'], tests: 'Apache in front' },
  { debian: 'haproxy', paths: ['/usr/sbin/haproxy'], tests: 'HAProxy in front' },
  { debian: 'pebble', paths: ['/usr/bin/pebble', '/usr/sbin/pebble'], tests: 'certificates from a real ACME server' },
  { debian: 'libnss3-tools', paths: ['/usr/bin/certutil'], tests: 'Firefox over https' },
  { debian: 'fail2ban', paths: ['/usr/bin/fail2ban-regex'], tests: "fail2ban's filter" },
  { debian: 'faketime', paths: ['/usr/bin/faketime'], tests: 'clocks that are a year off' },
  { debian: 'fish', paths: ['/usr/bin/fish'], tests: 'completion in fish' },
  { debian: 'mmdebstrap', paths: ['/usr/bin/mmdebstrap'], tests: 'what is released, on a plain Debian' },
  { debian: 'zsh', paths: ['/usr/bin/zsh', '/bin/zsh'], tests: 'completion in zsh' },
];

const missing = () =>
  programs.filter(({ paths }) => !(typeof paths === 'function' ? paths() : paths).some((path) => existsSync(path)));

/**
 * Installs the programs that tests need, where that is possible (as root, on Debian), and says which tests go without
 * where it isn't.
 *
 * @returns {boolean} Whether there is a Firefox to drive.
 */
export function ensureSystem() {
  const wanted = missing();
  if (wanted.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const names = wanted.map(({ debian }) => debian);
    console.log(`Installing for the tests: ${names.join(' ')} …`);
    if (!install(names)) install(names);
  }
  for (const { debian, tests } of missing()) {
    console.log(`Not installed: ${debian}. Skipped: ${tests}. (As root on Debian, npm test installs it by itself.)`);
  }
  return !missing().some(({ debian }) => debian === 'firefox-esr');
}

function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  const policy = forbidServices();
  try {
    return apt('install', '-y', '--no-install-recommends', ...names).status === 0;
  } finally {
    if (policy) rmSync(policy, { force: true });
  }
}

// Debian starts services as it installs them. The tests want the programs only, and a port 80 that stays free.
function forbidServices() {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return undefined;
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return policy;
}
