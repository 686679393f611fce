import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureBaseImages } from '../../e2e/containers/base-images.ts';
import { command } from '../../e2e/containers/command.ts';
import { type Engine, startEngine } from '../../e2e/containers/engine.ts';
import { freePort } from '../../testing/free-port.ts';
import { chance } from '../fuzz/random.ts';
import { startClients } from './clients.ts';
import { Findings } from './findings.ts';
import type { Shared } from './user.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** What is killed, each in turn; several at once are a power cut. */
const victims = [['db1'], ['db2'], ['db3'], ['foxden1'], ['foxden2'], ['nginx'], ['db1', 'db2', 'db3']];

/** What the campaign against the containers has seen. */
export interface ClusterReport {
  killed: number;
  acknowledged: number;
  retries: Shared['retries'];
  findings: Findings;
  /** Longest time after a kill until a write was taken again, ms. */
  slowest: number;
}

/**
 * Runs docker/cluster/compose.yaml as it is, kills each node and each appliance in turn under load, and after each brings
 * everything up again by `docker compose up --wait`: nothing that was acknowledged may be lost.
 *
 * @param options - `rounds`: how often each dies; `onStep` is called at each; `onFinding` with what is wrong.
 * @throws {NoEngine} When this machine can't run containers.
 */
export async function clusterCampaign(options: {
  rounds: number;
  seed: number;
  onStep?: (words: string) => void;
  onFinding?: (words: string) => void;
}): Promise<ClusterReport> {
  const findings = new Findings(options.onFinding);
  const retries = { refused: 0, unanswered: 0 };
  const shared: Shared = { findings, retries, acknowledged: 0, clockJumpedAt: Number.NEGATIVE_INFINITY, heavy: false };
  const engine = await startEngine();
  const cluster = await Cluster.create(engine);
  const report: ClusterReport = { killed: 0, acknowledged: 0, retries, findings, slowest: 0 };
  const step = (words: string) => options.onStep?.(words);
  try {
    await ensureBaseImages(engine);
    await cluster.up('--build');
    step('the cluster is up');
    const clients = await startClients(await cluster.target(), shared, options.seed);
    for (let round = 0; round < options.rounds; round++) {
      for (const services of victims) {
        findings.during = `kill of ${services.join(', ')}`;
        const begunAt = performance.now();
        const load = clients.start();
        await sleep(1000 + chance(options.seed + round).below(2000));
        await cluster.kill(services);
        report.killed += services.length;
        // One of the nodes or appliances away is what the cluster is for; without Nginx or any database nothing can answer.
        if (services.length === 1 && services[0] !== 'nginx') {
          report.slowest = Math.max(report.slowest, await clients.writesAgain());
        }
        await cluster.up();
        report.slowest = Math.max(report.slowest, await clients.writesAgain());
        await sleep(1000);
        await load.stop();
        await clients.check();
        step(`${findings.during}; ${Math.round((performance.now() - begunAt) / 1000)} s`);
      }
    }
    findings.during = 'down and up of everything';
    await cluster.compose('down');
    await cluster.up();
    await clients.writesAgain();
    await clients.check();
    await clients.checkAll();
    step(findings.during);
  } catch (error) {
    const said = await cluster.compose('logs', '--no-color', '--tail', '40').catch(() => '');
    throw new Error(`Given up during ${findings.during}. It was said last:\n${said}`, { cause: error });
  } finally {
    await cluster.compose('down', '-v', '--remove-orphans').catch(() => '');
    await engine.stop();
  }
  report.acknowledged = shared.acknowledged;
  return report;
}

/** The containers of docker/cluster/compose.yaml. */
class Cluster {
  readonly #engine: Engine;
  readonly #env: NodeJS.ProcessEnv;
  readonly #port: number;

  private constructor(engine: Engine, port: number, https: number) {
    this.#engine = engine;
    this.#port = port;
    this.#env = {
      ...engine.env,
      COMPOSE_PROJECT_NAME: 'foxden-test-cluster',
      COMPOSE_FILE: 'docker/cluster/compose.yaml:scripts/faults/cluster.yaml',
      FOXDEN_PUBLIC_URL: `http://localhost:${port}`,
      FOXDEN_TLS: 'proxy',
      FOXDEN_HTTP_PORT: String(port),
      FOXDEN_HTTPS_PORT: String(https),
    };
  }

  static async create(engine: Engine): Promise<Cluster> {
    return new Cluster(engine, await freePort(), await freePort());
  }

  compose(...args: string[]): Promise<string> {
    return command('docker', ['compose', ...args], { env: this.#env, cwd: repository });
  }

  /** `up --wait` has to end well, whatever has died before. */
  up(...args: string[]): Promise<string> {
    return this.compose('up', '-d', '--wait', ...args);
  }

  async target(): Promise<{ url: string; masterSecret: string }> {
    const secrets = await this.compose('exec', '-T', 'foxden1', 'cat', '/data/keys/secrets.json');
    return { url: `http://localhost:${this.#port}`, masterSecret: JSON.parse(secrets).masterSecrets[0] };
  }

  /** Ends the first process of each service as a crash would, and waits until the engine has started them again. */
  async kill(services: string[]): Promise<void> {
    const containers = await Promise.all(
      services.map(async (service) => {
        const id = (await this.compose('ps', '-q', service)).trim();
        const [pid, count] = (await this.#inspect(id, '{{.State.Pid}} {{.RestartCount}}')).split(' ').map(Number);
        return { id, pid: pid!, count: count! };
      }),
    );
    for (const { pid } of containers) process.kill(pid, 'SIGKILL');
    for (const { id, count } of containers) {
      while (Number(await this.#inspect(id, '{{.RestartCount}}')) === count) await sleep(200);
    }
  }

  async #inspect(id: string, format: string): Promise<string> {
    return (await this.#engine.docker('inspect', '-f', format, id)).trim();
  }
}
