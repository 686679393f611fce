import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../testing/free-port.ts';
import { command } from './command.ts';
import { debianMirror } from './debian-mirror.ts';
import { NoEngine } from './no-engine.ts';

const cache = new URL('../../.cache/containers', import.meta.url).pathname;

/** A container engine with Compose. */
export interface Engine {
  /** Environment for `docker`. */
  env: NodeJS.ProcessEnv;
  /** Runs `docker …` and returns its output. */
  docker(...args: string[]): Promise<string>;
  /** Port of this machine where it looks for public images first; none for an engine that was there already. */
  mirror?: number;
  /** Ends the engine, if it was started here. Its images stay for the next time. */
  stop(): Promise<void>;
}

/**
 * Finds the machine's own engine, or, as root on Debian, installs one and starts it for this test only.
 *
 * @throws {NoEngine} When there is none and none can be had.
 */
export async function startEngine(): Promise<Engine> {
  const own = engine(process.env, async () => {});
  if (await works(own)) return own;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new NoEngine('needs Docker with Compose (as root on Debian, npm test installs it by itself)');
  }
  if (!(await hasCompose())) await install();
  return start();
}

function engine(env: NodeJS.ProcessEnv, stop: () => Promise<void>): Engine {
  return { env, docker: (...args) => command('docker', args, { env }), stop };
}

const works = (candidate: Engine) =>
  Promise.all([candidate.docker('info'), candidate.docker('compose', 'version')]).then(
    () => true,
    () => false,
  );

const hasCompose = async () =>
  existsSync('/usr/sbin/dockerd') && (await command('docker', ['compose', 'version']).catch(() => '')) !== '';

// Debian 12's engine has no Compose 2, so it gets trixie's, which needs nothing else from there.
async function install(): Promise<void> {
  if (readFileSync('/etc/os-release', 'utf8').includes('VERSION_CODENAME=bookworm')) {
    const packages = 'docker.io docker-cli docker-compose docker-buildx containerd';
    writeFileSync(
      '/etc/apt/sources.list.d/foxden-engine.sources',
      `Types: deb\nURIs: ${await debianMirror()}\nSuites: trixie\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`,
    );
    writeFileSync(
      '/etc/apt/preferences.d/foxden-engine',
      `Package: *\nPin: release n=trixie\nPin-Priority: -10\n\nPackage: ${packages}\nPin: release n=trixie\nPin-Priority: 990\n`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const names = [
    'docker.io',
    'docker-cli',
    'docker-compose',
    'docker-buildx',
    'docker-registry',
    'iptables',
    'mmdebstrap',
  ];
  try {
    await command('apt-get', ['-qq', 'update'], { env });
    await command('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...names], { env });
  } catch (error) {
    throw new NoEngine(`Docker could not be installed: ${(error as Error).message}`);
  }
}

async function start(): Promise<Engine> {
  mkdirSync(cache, { recursive: true });
  const run = mkdtempSync(join(tmpdir(), 'foxden-engine-'));
  const socket = `unix://${run}/docker.sock`;
  const mirror = await freePort();
  const args = [
    '--registry-mirror',
    `http://127.0.0.1:${mirror}`,
    '--data-root',
    join(cache, 'engine'),
    '--exec-root',
    join(run, 'exec'),
    '-H',
    socket,
  ];
  const log = openSync(join(run, 'log'), 'w');
  const child = spawn('/usr/sbin/dockerd', [...args, '--pidfile', join(run, 'pid')], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const started = engine({ ...process.env, DOCKER_HOST: socket }, async () => {
    // Earlier builds of the appliance's image.
    await started.docker('image', 'prune', '-f').catch(() => '');
    child.kill('SIGTERM');
    await exited;
    rmSync(run, { recursive: true, force: true });
  });
  started.mirror = mirror;
  for (let tries = 0; tries < 900 && child.exitCode === null; tries++) {
    if (await works(started)) return started;
    await sleep(100);
  }
  const said = readFileSync(join(run, 'log'), 'utf8').split('\n').slice(-5).join('\n');
  await started.stop();
  throw new NoEngine(`the container engine does not start on this machine: ${said}`);
}
