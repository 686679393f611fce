import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../testing/free-port.ts';
import { workerPids } from '../../testing/serve-family.ts';
import { type ServeProcess, spawnServe } from '../../testing/serve-process.ts';
import type { Findings } from './findings.ts';

/** How long it may take to serve, and until no process of it is left over; ms of the monotonic clock. */
const startPatience = 60_000;
const leftoverPatience = 20_000;

/** A real Foxden with two workers, to which anything may happen. */
export class Appliance {
  readonly url: string;
  readonly dataDir: string;
  readonly #env: Record<string, string>;
  readonly #findings: Findings;
  #served: ServeProcess | undefined;
  #looked = 0;
  /** Those that were found already; one line each is enough. */
  readonly #stacks = new Set<string>();

  private constructor(env: Record<string, string>, findings: Findings) {
    this.#env = env;
    this.#findings = findings;
    this.dataDir = env.FOXDEN_DATA_DIR!;
    this.url = `http://${env.FOXDEN_LISTEN!.replace('127.0.0.1', 'localhost')}`;
  }

  /** Starts one; `env` has its data dir, which need not exist, and its database. */
  static async create(env: Record<string, string>, findings: Findings): Promise<Appliance> {
    mkdirSync(env.FOXDEN_DATA_DIR!, { recursive: true });
    const settings = {
      FOXDEN_LISTEN: `127.0.0.1:${await freePort()}`,
      FOXDEN_WORKERS: '2',
      FOXDEN_RATE_LIMITS: 'off',
      FOXDEN_BACKUP_SCHEDULE: 'off',
      FOXDEN_PUSH: 'off',
      ...env,
    };
    const appliance = new Appliance(settings, findings);
    await appliance.start();
    return appliance;
  }

  get masterSecret(): string {
    return JSON.parse(readFileSync(join(this.dataDir, 'keys', 'secrets.json'), 'utf8')).masterSecrets[0];
  }

  get pid(): number {
    return this.#served!.child.pid!;
  }

  /** False once the supervisor has ended. */
  get runs(): boolean {
    const child = this.#served?.child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Starts it as a service manager does, again when it ends before it is ready. */
  async start(): Promise<void> {
    const deadline = performance.now() + startPatience;
    for (;;) {
      this.#served = await spawnServe(this.#env);
      this.#looked = 0;
      try {
        await this.#served.waitFor(/Foxden is ready/);
        return;
      } catch (error) {
        this.#lookAtOutput();
        if (performance.now() > deadline) throw error;
        await sleep(500);
      }
    }
  }

  /** Starts it and does not wait. */
  async beginStart(): Promise<void> {
    this.#served = await spawnServe(this.#env);
    this.#looked = 0;
  }

  /** SIGTERM; resolves when everything has ended. */
  async stop(): Promise<void> {
    await this.#served!.stop();
    await this.ended();
  }

  /** Kills the supervisor alone; resolves when the others have ended by themselves. */
  async killSupervisor(): Promise<void> {
    this.#served!.child.kill('SIGKILL');
    // A worker that was stopped holds its pipes open, and can't end itself: a service manager would kill it, as below.
    await Promise.race([this.#served!.exited, sleep(leftoverPatience)]);
    await this.ended();
  }

  /** Kills all processes at once. */
  async killAll(): Promise<void> {
    for (const pid of this.processes()) signal(pid, 'SIGKILL');
    this.#served!.child.kill('SIGKILL');
    await this.#served!.exited;
    await this.ended();
  }

  signal(name: NodeJS.Signals): void {
    signal(this.pid, name);
  }

  /** Process ids of workers that serve; none while the supervisor can't be asked. */
  async workers(): Promise<number[]> {
    return workerPids(this.#served!).catch(() => []);
  }

  /** Process ids of the whole family, whoever started it. */
  processes(): number[] {
    const mark = `FOXDEN_DATA_DIR=${this.dataDir}\0`;
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => read(`/proc/${pid}/environ`).includes(mark) && !/\) [ZX] /.test(read(`/proc/${pid}/stat`)));
  }

  /** After the supervisor has ended: sees that nobody outlives it. */
  async ended(): Promise<void> {
    this.#lookAtOutput();
    const deadline = performance.now() + leftoverPatience;
    while (this.processes().length > 0) {
      if (performance.now() > deadline) {
        const left = this.processes();
        const running = left.filter((pid) => !/\) T /.test(read(`/proc/${pid}/stat`)));
        if (running.length > 0) this.#findings.add('other', `${running.length} processes outlive the supervisor`);
        for (const pid of left) signal(pid, 'SIGKILL');
      }
      await sleep(50);
    }
  }

  /** While it runs: waits until exactly two workers are there, and as many processes as belong to that. */
  async settled(): Promise<void> {
    const deadline = performance.now() + startPatience;
    for (;;) {
      const { workers, pairingHub } = await this.#served!.status().catch(() => ({
        workers: [],
        pairingHub: undefined,
      }));
      const ready = workers.filter(({ state }) => state === 'ready').length;
      const expected = 3 + (pairingHub === undefined ? 0 : 1);
      const found = this.processes().length;
      if (ready === 2 && workers.length === 2 && found === expected) break;
      if (performance.now() > deadline) {
        const states = workers.map(({ state }) => state).join();
        return this.#findings.add('other', `${found} processes instead of ${expected}; workers: ${states}`);
      }
      await sleep(100);
    }
    this.#lookAtOutput();
  }

  /** What it has written last. */
  lastWords(): string {
    return this.#served!.output().split('\n').slice(-30).join('\n');
  }

  #lookAtOutput(): void {
    const output = this.#served!.output();
    const fresh = output.slice(this.#looked);
    this.#looked = output.length;
    for (const line of fresh.split('\n')) {
      if (!/"stack":|^\s+at .*[:(]\d+/.test(line)) continue;
      // A worker whose supervisor is killed while Node itself begins ends there, before a line of Foxden has run.
      if (/^\s+at (.*\()?node:/.test(line)) continue;
      const [kind] = /"message":.*?"stack":"[^"]{0,200}/.exec(line.replaceAll(/\d+/g, '0')) ?? [line];
      if (!this.#stacks.has(kind)) this.#findings.add('other', `a stack in the log: ${line.slice(0, 1500)}`);
      this.#stacks.add(kind);
    }
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/** Sends a signal, to a process that may be gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
