import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tlsFiles } from '../src/config/tls-files.ts';
import { ensureServerFile } from '../src/supervisor/tls/server-file.ts';
import { freePort } from '../testing/free-port.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A real Nginx with the appliance's configuration. */
export interface TestNginx {
  http: number;
  https: number;
  /** Where it says its version. */
  version: number;
  /** The folder that Foxden shares with it. */
  files: ReturnType<typeof tlsFiles>;
  /** Everything it has written. */
  output(): string;
  stop(): void;
}

/** True when this machine has Nginx. */
export const hasNginx = (): boolean => existsSync('/usr/sbin/nginx');

/**
 * Starts Nginx as its container does: template, watcher, then Nginx itself. Ports and folders are the test's own.
 *
 * @param env - FOXDEN_PUBLIC_URL, FOXDEN_TLS and FOXDEN_UPSTREAM.
 * @param upstreams - Content of upstreams.conf, for several appliances.
 */
export async function startNginx(env: Record<string, string>, upstreams = ''): Promise<TestNginx> {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-nginx-'));
  const files = tlsFiles(dir);
  await ensureServerFile(files, 'sync.example.org');
  const [http, https, version] = [await freePort(), await freePort(), await freePort()];
  const configuration = join(dir, 'nginx.conf');
  writeFileSync(join(dir, 'upstreams.conf'), upstreams);
  writeFileSync(
    configuration,
    render(forThisNginx(readFileSync(here('nginx.conf.template'), 'utf8')), {
      NGINX_LOCAL_RESOLVERS: '127.0.0.1',
      ...env,
    })
      .replaceAll('/tmp/', `${dir}/`)
      .replaceAll('/tls/', `${files.published}/`)
      .replace('listen 80 ', `listen 127.0.0.1:${http} `)
      .replace('listen [::]:80 ', `listen [::1]:${http} `)
      .replace('listen 443 ', `listen 127.0.0.1:${https} `)
      .replace('listen [::]:443 ', `listen [::1]:${https} `)
      .replace('listen 8081', `listen 127.0.0.1:${version}`)
      .replace('/dev/stdout', `${dir}/access.log`)
      // Run by root, Nginx would serve as another user, who can't read the test's folder.
      .replace(/^/, process.getuid?.() === 0 ? 'user root;\n' : ''),
  );
  execFileSync(here('without-ipv6.sh'), [configuration]);
  execFileSync('nginx', ['-q', '-t', '-e', 'stderr', '-c', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  const script = `${here('watch-certificate.sh')} ${files.server} ${configuration} 0.1; exec nginx -e stderr -c ${configuration} -g 'daemon off;'`;
  let output = '';
  // A process group of its own, so that the watcher ends with it.
  const child: ChildProcess = spawn('sh', ['-c', script], { detached: true });
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (output += part));
  await listening(https);
  return {
    http,
    https,
    version,
    files,
    output: () => output + (existsSync(join(dir, 'access.log')) ? readFileSync(join(dir, 'access.log'), 'utf8') : ''),
    stop() {
      process.kill(-child.pid!, 'SIGKILL');
      // Processes that are just ending may still write into it.
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

// The image's Nginx is newer than Debian 12's, which has another way to switch HTTP/2 on.
function forThisNginx(template: string): string {
  const { stderr } = spawnSync('nginx', ['-v'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = /nginx\/(\d+)\.(\d+)/.exec(stderr)?.slice(1).map(Number) ?? [];
  if (major > 1 || minor > 25) return template;
  return template.replace('http2 on;', '').replaceAll(' ssl default_server', ' ssl http2 default_server');
}

// As envsubst of the image's entrypoint: only names that the environment has.
function render(template: string, env: Record<string, string>): string {
  return template.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 4800; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await sleep(50);
  }
  throw new Error('Nginx did not get ready');
}
