import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { freePort } from '../../testing/free-port.ts';
import { command } from './command.ts';
import type { Engine } from './engine.ts';

const repository = new URL('../..', import.meta.url).pathname;

/** Services of compose.yaml that go on running. */
export type Service = 'foxden' | 'mariadb' | 'nginx';

/** The appliance as `docker compose` runs it. */
export interface Stack {
  host: string;
  /** Ports of this machine that Nginx is published on. */
  http: number;
  https: number;
  url: string;
  /** Runs `docker compose …` and returns its output. */
  compose(...args: string[]): Promise<string>;
  /** Runs a line of the README, as the shell and `docker compose` read it, and returns its output. */
  line(line: string): Promise<string>;
  /** What stands in .env: more may be added. */
  settings: Record<string, string>;
  /** Reads a file of the foxden container. */
  read(path: string): Promise<Buffer>;
  /** Runs a module of JavaScript with Foxden's settings and the sources of this folder, in a container that starts nothing else. */
  run(module: string): Promise<string>;
  /** Origin of Foxden itself, without Nginx. */
  origin(): Promise<string>;
  /** Ends a service's first process as a crash would, and waits until all are healthy again. */
  crash(service: Service): Promise<void>;
  /** Takes a service's network away, so that nobody reaches it. */
  cutOff(service: string): Promise<void>;
  /** Gives it back, under the service's name. */
  rejoin(service: string): Promise<void>;
  /** Waits until the certificate in service is issued by the test's authority, and returns its fingerprint. */
  certificate(): Promise<string>;
  /** Root certificate of the test's authority, PEM. */
  root(): Promise<string>;
  destroy(): Promise<void>;
}

/**
 * Prepares the stack; nothing runs before `compose('up', …)`.
 *
 * @param options - `publicUrl` false: as with an empty .env.
 */
export async function prepareStack(engine: Engine, { publicUrl }: { publicUrl: boolean }): Promise<Stack> {
  const host = 'sync.foxden.test';
  const [http, https] = [await freePort(), await freePort()];
  const url = `https://${host}:${https}`;
  const settings: Record<string, string> = {
    COMPOSE_PROJECT_NAME: publicUrl ? 'foxden-test' : 'foxden-test-empty',
    COMPOSE_FILE: ['compose.yaml', ...(publicUrl ? ['e2e/containers/pebble.yaml'] : [])].join(':'),
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
    FOXDEN_PUBLIC_URL: publicUrl ? url : '',
  };
  const options = () => ({ env: { ...engine.env, ...settings }, cwd: repository });
  const compose = (...args: string[]) => command('docker', ['compose', ...args], options());
  const idOf = async (service: string) => (await compose('ps', '-q', service)).trim();
  const inFoxden = ['exec', '-T', 'foxden', 'sh', '-c'];

  return {
    host,
    http,
    https,
    url,
    settings,
    compose,
    line: (line) => command('sh', ['-c', line], options()),
    read: async (path) => Buffer.from(await compose(...inFoxden, `base64 '${path}'`), 'base64'),
    run: (module) =>
      compose(
        ...['run', '--rm', '-T', '--no-deps', '--entrypoint', 'node'],
        ...['src', 'node_modules'].flatMap((name) => ['-v', `${join(repository, name)}:/app/${name}:ro`]),
        ...['foxden', '--input-type=module', '--eval', module],
      ),
    async origin() {
      const id = await idOf('foxden');
      const networks = await engine.docker('inspect', '-f', '{{json .NetworkSettings.Networks}}', id);
      const [address] = Object.entries(JSON.parse(networks) as Record<string, { IPAddress: string }>)
        .filter(([name]) => name.endsWith('_web'))
        .map(([, { IPAddress }]) => IPAddress);
      return `http://${address}:8000`;
    },
    async crash(service) {
      const id = await idOf(service);
      const pid = Number(await engine.docker('inspect', '-f', '{{.State.Pid}}', id));
      process.kill(pid, 'SIGKILL');
      while (Number(await engine.docker('inspect', '-f', '{{.RestartCount}}', id)) === 0) await sleep(200);
      await compose('up', '-d', '--wait', '--no-recreate');
    },
    async cutOff(service) {
      await engine.docker('network', 'disconnect', `${settings.COMPOSE_PROJECT_NAME}_web`, await idOf(service));
    },
    async rejoin(service) {
      const network = `${settings.COMPOSE_PROJECT_NAME}_web`;
      await engine.docker('network', 'connect', '--alias', service, network, await idOf(service));
    },
    async certificate() {
      for (let tries = 0; tries < 120; tries++) {
        const found = await served(host, https);
        if (found?.issuer.includes('Pebble')) return found.fingerprint;
        await sleep(1000);
      }
      throw new Error(`no certificate was issued:\n${await compose('logs', 'foxden', 'pebble')}`);
    },
    root: () =>
      compose(
        ...['exec', '-T', '-e', 'NODE_TLS_REJECT_UNAUTHORIZED=0', 'foxden', 'node', '-e'],
        'fetch("https://pebble:15000/roots/0").then((r) => r.text()).then((text) => process.stdout.write(text))',
      ),
    destroy: async () => void (await compose('down', '-v', '--remove-orphans')),
  };
}

function served(host: string, port: number): Promise<{ issuer: string; fingerprint: string } | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, servername: host, rejectUnauthorized: false }, () => {
      const { issuer, fingerprint256 } = socket.getPeerX509Certificate()!;
      resolve({ issuer, fingerprint: fingerprint256 });
      socket.destroy();
    });
    socket.on('error', () => resolve(undefined));
  });
}
